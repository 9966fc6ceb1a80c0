import { expect, test } from './harness/fixtures';
import { logBytes } from './harness/database-files';
import { record } from './harness/figures';
import { findProviders, timeCall } from './harness/in-page';
import { ownPage } from './harness/own-page';
import { isQuick, samples, sekisho } from './harness/plan';
import { putSessions, stockedSession, stockedSite } from './harness/seed';
import { day, hour } from '../../src/core/units';
import { sampleEnd } from '../fixtures/sample-records';

const sizes = [10, 1_000, 10_000, ...(isQuick ? [] : [100_000])];
const changes = 20;

test('nothing takes longer for having more sessions', async ({ pair: { extension, workers }, site }) => {
  const port = Number(new URL(site.url()).port);
  const dashboard = await extension.openDashboard();
  const worker = ownPage(dashboard);
  const visitor = await extension.context.newPage();
  const figures: Record<string, Record<string, number[]>> = {};
  const note = (name: string, size: number, value: number) => {
    ((figures[name] ??= {})[`${size}`] ??= []).push(value);
  };
  let stocked = 0;
  for (const size of sizes) {
    const numbers = Array.from({ length: size - stocked }, (_, index) => stocked + index + 1);
    stocked = size;
    await workers.stopAll();
    await putSessions(
      dashboard,
      numbers.map((number) => stockedSession(number, port, Date.now())),
    );
    const unused = Array.from({ length: changes }, (_, index) => ({
      ...stockedSession(index + 2_000_000, port, Date.now()),
      end: sampleEnd(Date.now() - hour, { reason: 'idle-limit', limit: 7 * day }),
    }));
    await workers.stopAll();
    await putSessions(dashboard, unused);
    await worker.time('person.isHere', {});
    for (const { key } of unused) {
      note('open a session', size, await worker.time('session.reconnect', { key, passwordKey: null }));
      const before = logBytes(extension.profile, extension.id);
      note('end a session', size, await worker.time('session.end', { key }));
      const written = logBytes(extension.profile, extension.id) - before;
      // A negative number: the log was just begun anew.
      if (written > 0) note('bytes written to end a session', size, written);
    }
    for (const number of [1, 2, 4, 5, 7, 8, 10]) {
      await visitor.goto(site.url('/', stockedSite(number)));
      await findProviders(visitor);
      note('first question of a page', size, await timeCall(visitor, sekisho.rdns, 'eth_accounts'));
    }
    for (let round = 0; round < samples(12, 7); round += 1) {
      await workers.stopAll();
      const due = Array.from({ length: 10 }, (_, index) => {
        const session = stockedSession(index + 1_000_000, port, Date.now());
        return { ...session, end: null, lastUsedAt: Date.now() - 8 * day, openedAt: Date.now() - 9 * day };
      });
      await putSessions(dashboard, due);
      note('wake up and end 10 that are due', size, await worker.timeToChange());
    }
  }
  for (const [name, byCount] of Object.entries(figures)) {
    record({
      name: `growth: ${name}`,
      unit: name.startsWith('bytes') ? 'bytes' : 'ms',
      base: '10',
      samples: byCount,
    });
  }
  expect(Object.keys(figures)).toHaveLength(5);
});

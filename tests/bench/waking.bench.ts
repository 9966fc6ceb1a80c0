import { record } from './harness/figures';
import { launchWith, test } from './harness/fixtures';
import { findProviders, timeCall } from './harness/in-page';
import { floor, isQuick, peer, samples, sekisho, type Subject } from './harness/plan';
import { putSessions, stockedSession } from './harness/seed';
import { watchWorkers } from './harness/workers';

type Workers = Awaited<ReturnType<typeof watchWorkers>>;
type Page = Parameters<typeof timeCall>[0];

/** The first answer of each, in turns, every time after all workers were stopped. */
async function wakeInTurns(page: Page, workers: Workers, subject: Subject) {
  const times: Record<string, number[]> = { floor: [], [subject.name]: [] };
  const turns = [floor, subject];
  for (let round = 0; round < samples(40, 12); round += 1) {
    for (const { name, rdns } of round % 2 === 0 ? turns : turns.toReversed()) {
      await workers.stopAll();
      // The page's scripts hear of it a little later; a real page asks at any time after.
      await page.waitForTimeout(100);
      const took = await timeCall(page, rdns, 'eth_accounts');
      if (round > 0) times[name]!.push(took);
    }
  }
  return times;
}

test('a page asks after the worker was stopped', async ({ pair: { extension, page, workers }, site }) => {
  const port = Number(new URL(site.url()).port);
  let stocked = 0;
  for (const count of [1, 10_000, ...(isQuick ? [] : [100_000])]) {
    const dashboard = await extension.openDashboard();
    await workers.stopAll();
    const numbers = Array.from({ length: count - 1 - stocked }, (_, index) => stocked + index + 1);
    stocked += numbers.length;
    await putSessions(
      dashboard,
      numbers.map((number) => stockedSession(number, port, Date.now())),
    );
    await dashboard.close();
    await page.bringToFront();
    record({
      name: `first answer of a stopped worker: ${nameOf(count)}`,
      unit: 'ms',
      base: 'floor',
      samples: await wakeInTurns(page, workers, sekisho),
    });
  }
});

function nameOf(count: number): string {
  return count === 1 ? '1 session' : `${count.toLocaleString('en')} sessions`;
}

if (peer !== null) {
  const subject: Subject = peer;
  test('a page asks the peer after its worker was stopped', async ({ browserFile, site }, testInfo) => {
    const context = await launchWith(browserFile, testInfo.outputPath('peer'), [subject, floor]);
    const page = await context.newPage();
    await page.goto(site.url());
    await findProviders(page);
    record({
      name: 'first answer of a stopped worker: the peer',
      unit: 'ms',
      base: 'floor',
      samples: await wakeInTurns(page, await watchWorkers(context), subject),
    });
    await context.close();
  });
}

import { mergeTests, type Page } from '@playwright/test';
import { derivePasswordKey } from '../../src/adapters/vault/key-derivation';
import type { CommandName, CommandParams, Replies, Reply } from '../../src/protocol/ui';
import { startRelay } from '../../scripts/relay.mjs';
import { test as withDevices } from '../e2e/harness/devices';
import { password, type Extension } from '../e2e/harness/extension';
import { connect, firstAccount } from '../e2e/harness/stories';
import { watchEvents } from '../e2e/harness/provider';
import { sendInPage } from '../soak/harness/own-page';
import { record } from './harness/figures';
import { expect, test as withPair } from './harness/fixtures';
import { samples } from './harness/plan';

const test = mergeTests(withPair, withDevices);

/** A device, by the commands of one of its own pages. */
async function deviceOf(extension: Extension) {
  const own = await extension.openDashboard();

  async function call<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
  ): Promise<Replies[Name]> {
    const reply = (await own.evaluate(sendInPage, { name, params })) as Reply<Name>;
    if (!reply.ok) throw new Error(`${name}: ${reply.fault}`);
    return reply.value;
  }

  const { current } = await call('vault.derivation', {});
  if (current === null) throw new Error('There is no vault');
  const passwordKey = await derivePasswordKey(password, current);
  return {
    use: (relays: readonly string[]) => call('relays.set', { relays: [...relays] }),
    activate: () => call('devices.activate', { account: firstAccount, passwordKey }),
    async reconnect(): Promise<void> {
      const { items } = await call('sessions.list', { state: 'ended', limit: 1, after: null });
      const key = items[0]?.key ?? '';
      await call('session.reconnect', { key, passwordKey, isTakingOver: true });
    },
  };
}

/** Until the page has been told that it has no account any more, on a clock that both browsers share. */
async function untilTold(page: Page, events: () => Promise<readonly unknown[]>): Promise<number> {
  await expect.poll(events, { intervals: [20] }).toContainEqual({ event: 'accountsChanged', value: [] });
  return page.evaluate(() => Date.now());
}

test('the device that lost an account says so', async ({ extension, other, page, site }) => {
  const relays = await Promise.all(Array.from({ length: 5 }, () => startRelay()));
  await extension.importWallet();
  await other.importWallet();
  const [older, newer] = [await deviceOf(extension), await deviceOf(other)];
  await page.goto(site.url());
  const figures: Record<string, number[]> = {};
  for (const count of [1, 5]) {
    const chosen = relays.slice(0, count).map(({ url }) => url);
    await older.use(chosen);
    await newer.use(chosen);
    if (count === 1) await connect(extension, page, { length: '7 days' });
    else await older.reconnect();
    const times: number[] = [];
    for (let round = 0; round < samples(40, 6); round += 1) {
      const events = await watchEvents(page);
      const started = Date.now();
      const told = untilTold(page, events);
      await newer.activate();
      times.push((await told) - started);
      await older.reconnect();
    }
    figures[count === 1 ? '1 relay' : '5 relays'] = times;
    await newer.activate();
  }
  record({ name: 'takeover', unit: 'ms', base: '1 relay', samples: figures });
  for (const relay of relays) await relay.stop();
});

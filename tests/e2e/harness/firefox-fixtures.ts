import type { Page } from 'puppeteer-core';
import { setUpFirefox } from '../../../scripts/setup.mjs';
import { choose, fill, find, settle, startFirefox, type Firefox } from './firefox';
import { expect, test as base } from './fixtures';
import { request } from './provider';
import { firstAccount, type Connection } from './stories';

type Fixtures = {
  /** How long the event page stays awake without work, in milliseconds; 30 seconds for people. */
  sleepsAfter: number;
  /** A new profile of Firefox with Sekisho in it. */
  newFirefox: Firefox;
  /** The same, with the wallet that has funds on the local chain. */
  firefox: Firefox;
};

export const test = base.extend<Fixtures, { firefoxFile: string }>({
  firefoxFile: [async ({ browserName: _ }, provide) => provide(await setUpFirefox()), { scope: 'worker' }],
  sleepsAfter: [30_000, { option: true }],
  newFirefox: async ({ firefoxFile, sleepsAfter }, provide, testInfo) => {
    const firefox = await startFirefox({
      executablePath: firefoxFile,
      profile: testInfo.outputPath('profile'),
      preferences: { 'extensions.background.idle.timeout': sleepsAfter },
    });
    await provide(firefox);
    await firefox.close();
  },
  firefox: async ({ newFirefox }, provide) => {
    await newFirefox.importWallet();
    await provide(newFirefox);
  },
});

/** Fills in the connect screen and approves. */
export async function letIn(window: Page, { length, minutes, network }: Connection = {}): Promise<void> {
  if (length !== undefined || minutes !== undefined)
    await choose(window, 'Session length', length ?? 'Custom');
  if (minutes !== undefined) await fill(window, 'Minutes', String(minutes));
  if (network !== undefined) await choose(window, 'Network', network);
  await settle(window, 'Connect');
}

/** Has the page in front ask to connect, and lets it in. */
export async function connect(firefox: Firefox, page: Page, connection: Connection = {}): Promise<void> {
  const asked = request(page, 'eth_requestAccounts');
  await letIn(await firefox.requestWindow(), connection);
  expect(await asked).toEqual({ ok: true, value: [firstAccount] });
  await page.bringToFront();
}

/** A page of a site that was let in, in front. */
export async function openConnected(firefox: Firefox, url: string, connection?: Connection): Promise<Page> {
  const page = await firefox.openSite(url);
  await connect(firefox, page, connection);
  return page;
}

export { expect } from './fixtures';

import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { builtForFirefox } from '../../../scripts/firefox.mjs';
import { setUpFirefox } from '../../../scripts/setup.mjs';
import { buildWithClock } from './clock';
import { startFirefox, type Firefox } from './firefox';
import { expect, test as base } from './fixtures';
import { request } from './provider';
import { choose, fill, settle } from './screen';
import { firstAccount, type Connection } from './stories';

type Fixtures = {
  /** The Firefox that all stories share, with nothing of theirs in it but sessions: each asks from origins of its own. */
  firefox: Firefox;
  /** A new profile of Firefox with Sekisho in it, without a wallet. */
  newFirefox: Firefox;
};

type WorkerFixtures = {
  firefoxFile: string;
  /** Sekisho for Firefox, with a clock that a story can set. */
  firefoxExtension: string;
  startedFirefox: Firefox;
};

/**
 * The event page soon sleeps when there is no work: every story goes on over its sleep. A port that lives for less than
 * three seconds would look to a page like one that the worker cannot keep.
 */
const preferences = { 'extensions.background.idle.timeout': 5_000 };

export const test = base.extend<Fixtures, WorkerFixtures>({
  firefoxFile: [async ({ browserName: _ }, provide) => provide(await setUpFirefox()), { scope: 'worker' }],
  firefoxExtension: [
    async ({ browserName: _ }, provide, { project, workerIndex }) => {
      const folder = join(project.outputDir, `firefox-extension-${workerIndex}`);
      await provide(await buildWithClock(builtForFirefox, folder));
    },
    { scope: 'worker' },
  ],
  startedFirefox: [
    async ({ firefoxFile, firefoxExtension }, provide, { project, workerIndex }) => {
      const firefox = await startFirefox({
        executablePath: firefoxFile,
        extension: firefoxExtension,
        profile: join(project.outputDir, `firefox-profile-${workerIndex}`),
        preferences,
      });
      await firefox.importWallet();
      await provide(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],
  firefox: async ({ startedFirefox }, provide) => {
    await provide(startedFirefox);
    await startedFirefox.closePages();
  },
  newFirefox: async ({ firefoxFile, firefoxExtension }, provide) => {
    const firefox = await startFirefox({
      executablePath: firefoxFile,
      extension: firefoxExtension,
      preferences,
    });
    await provide(firefox);
    await firefox.close();
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

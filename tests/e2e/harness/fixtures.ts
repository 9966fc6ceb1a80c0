import { test as base } from '@playwright/test';
import { startLocalChain } from '../../../scripts/local-chain.mjs';
import type { LocalChain } from '../../../scripts/local-chain.mjs';
import { startSite, startTestDapp } from '../../../scripts/local-site.mjs';
import { setUpBrowser } from '../../../scripts/setup.mjs';
import { startDisplay } from './display';
import { startExtension } from './extension';
import type { Extension } from './extension';
import { startFramePages } from './frame-pages';
import type { FramePages } from './frame-pages';
import { takeTurn } from './turns';

type Options = {
  /** What the browser speaks, such as `ja`. */
  language: string;
  theme: 'light' | 'dark';
  /** Whether the browser opens real windows on a display of its own, which take the focus from each other. */
  hasWindows: boolean;
  /** Whether pages that are left stay in the back/forward cache. Playwright itself cannot follow them there. */
  keepsPages: boolean;
  /** Whether the profile has to be a new one, and not one from which everything was deleted. */
  isNew: boolean;
};

/** The browser that the next test goes on with. */
interface Kept {
  browser: { readonly extension: Extension; readonly looks: string } | null;
}

async function closeKept(kept: Kept): Promise<void> {
  const { browser } = kept;
  kept.browser = null;
  await browser?.extension.close();
}

type Fixtures = Options & {
  /** A browser with Sekisho in it as it is after the installation. `context` and `page` belong to it too. */
  extension: Extension;
  /** A new local chain. There is one port for it, so that such tests take turns. */
  chain: LocalChain;
  /** A server of pages that the test makes. */
  framePages: FramePages;
};

type WorkerFixtures = {
  browserFile: string;
  kept: Kept;
  /** The address of MetaMask's test dApp. Each load of it costs as much as the rest of a story. */
  dappUrl: string;
  /** The address of a page with nothing on it, under every path and every name of loopback. */
  siteUrl: string;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  language: ['en-US', { option: true }],
  theme: ['light', { option: true }],
  hasWindows: [false, { option: true }],
  keepsPages: [false, { option: true }],
  isNew: [false, { option: true }],

  browserFile: [async ({}, provide) => provide(await setUpBrowser()), { scope: 'worker' }],
  siteUrl: [
    async ({}, provide) => {
      const site = await startSite(async () => ({
        body: '<!doctype html><title>A site</title><p>A site</p>',
      }));
      await provide(site.url('/'));
      await site.stop();
    },
    { scope: 'worker' },
  ],
  dappUrl: [
    async ({}, provide) => {
      const dapp = await startTestDapp();
      await provide(dapp.url('/'));
      await dapp.stop();
    },
    { scope: 'worker' },
  ],

  chain: async ({}, provide) => {
    const release = await takeTurn();
    const chain = await startLocalChain();
    await provide(chain);
    await chain.stop();
    await release();
  },
  framePages: async ({}, provide) => {
    const pages = await startFramePages();
    await provide(pages);
    await pages.stop();
  },
  kept: [
    async ({}, provide) => {
      const kept: Kept = { browser: null };
      await provide(kept);
      await closeKept(kept);
    },
    { scope: 'worker' },
  ],
  extension: async (
    { browserFile, language, theme, hasWindows, keepsPages, isNew, kept },
    provide,
    testInfo,
  ) => {
    const looks = JSON.stringify({ language, theme, keepsPages });
    const isKept = !isNew && !hasWindows;
    if (kept.browser !== null && (!isKept || kept.browser.looks !== looks)) await closeKept(kept);
    const display = hasWindows ? await startDisplay() : undefined;
    const extension =
      kept.browser?.extension ??
      (await startExtension({
        executablePath: browserFile,
        profile: testInfo.outputPath('profile'),
        language,
        theme,
        keepsPages,
        isHeadless: display === undefined,
        ...(display ? { env: { DISPLAY: display.name } } : {}),
      }));
    await provide(extension);
    const isGood = isKept && extension.isFirstRun() && testInfo.status === testInfo.expectedStatus;
    kept.browser = isGood ? { extension, looks } : null;
    if (isGood) await extension.reset();
    else await extension.close();
    await display?.stop();
  },
  context: async ({ extension }, provide) => provide(extension.context),
  page: async ({ context }, provide) => provide(await context.newPage()),
});

export { expect } from '@playwright/test';

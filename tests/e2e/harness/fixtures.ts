import { test as base } from '@playwright/test';
import { startLocalChain } from '../../../scripts/local-chain.mjs';
import type { LocalChain } from '../../../scripts/local-chain.mjs';
import { startTestDapp } from '../../../scripts/local-site.mjs';
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
};

type Fixtures = Options & {
  /** A new browser profile with Sekisho in it. `context` and `page` belong to it too. */
  extension: Extension;
  /** A new local chain. There is one port for it, so that such tests take turns. */
  chain: LocalChain;
  /** A server of pages that the test makes. */
  framePages: FramePages;
};

type WorkerFixtures = {
  browserFile: string;
  /** The address of MetaMask's test dApp. */
  dappUrl: string;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  language: ['en-US', { option: true }],
  theme: ['light', { option: true }],
  hasWindows: [false, { option: true }],
  keepsPages: [false, { option: true }],

  browserFile: [async ({}, provide) => provide(await setUpBrowser()), { scope: 'worker' }],
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
  extension: async ({ browserFile, language, theme, hasWindows, keepsPages }, provide, testInfo) => {
    const display = hasWindows ? await startDisplay() : undefined;
    const extension = await startExtension({
      executablePath: browserFile,
      profile: testInfo.outputPath('profile'),
      language,
      theme,
      keepsPages,
      isHeadless: display === undefined,
      ...(display ? { env: { DISPLAY: display.name } } : {}),
    });
    await provide(extension);
    await extension.close();
    await display?.stop();
  },
  context: async ({ extension }, provide) => provide(extension.context),
  page: async ({ context }, provide) => provide(await context.newPage()),
});

export { expect } from '@playwright/test';

import { rmSync } from 'node:fs';
import { startSite } from '../../../scripts/local-site.mjs';
import { launchBrowser } from '../../../scripts/browser.mjs';
import { startExtension, type Extension } from '../../e2e/harness/extension';
import { test as stories } from '../../e2e/harness/fixtures';
import { connect } from '../../e2e/harness/stories';
import { findProviders } from './in-page';
import { floor, sekisho, type Subject } from './plan';
import { watchWorkers } from './workers';

/** The isolation gives pages a clock of 5 microseconds. */
const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
const pageText = '<!doctype html><title>Bench</title><p>A page that asks.</p>';

export type Site = Awaited<ReturnType<typeof startSite>>;

/** Every page of the site is the same; the path `/sandboxed` is one of an opaque origin. */
async function startBenchSite(): Promise<Site> {
  return startSite(async (path) => ({
    body: pageText,
    headers: path === '/sandboxed' ? { 'content-security-policy': 'sandbox allow-scripts' } : isolated,
  }));
}

type Fixtures = {
  /** Sekisho and the floor in one browser, with a wallet; the site is connected, and `page` is there. */
  pair: Pair;
};

type WorkerFixtures = { site: Site };

export interface Pair {
  readonly extension: Extension;
  readonly page: Awaited<ReturnType<Extension['openPopup']>>;
  readonly workers: Awaited<ReturnType<typeof watchWorkers>>;
}

export const test = stories.extend<Fixtures, WorkerFixtures>({
  site: [
    async ({}, provide) => {
      const site = await startBenchSite();
      await provide(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  pair: async ({ browserFile, site }, provide, testInfo) => {
    const extension = await startExtension({
      executablePath: browserFile,
      profile: freshProfile(testInfo.outputPath('pair')),
      extension: [sekisho, floor].map(({ folder }) => folder).join(','),
    });
    await extension.importWallet();
    const page = await extension.context.newPage();
    await page.goto(site.url());
    await connect(extension, page, { length: '7 days' });
    await page.bringToFront();
    await findProviders(page);
    await provide({ extension, page, workers: await watchWorkers(extension.context) });
    await extension.close();
  },
});

export { expect } from '@playwright/test';

/** A browser with these extensions as they come, none at all for an empty list. */
export function launchWith(browserFile: string, profile: string, subjects: readonly Subject[]) {
  return launchBrowser({
    executablePath: browserFile,
    profile: freshProfile(profile),
    extension: subjects.map(({ folder }) => folder).join(','),
  });
}

function freshProfile(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

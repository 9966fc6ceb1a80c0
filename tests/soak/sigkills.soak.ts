import { startExtension } from '../e2e/harness/extension';
import { expect, test } from '../e2e/harness/fixtures';
import { request } from '../e2e/harness/provider';
import { killWriting } from './harness/kill-writing';
import { ownPage, sendInPage } from './harness/own-page';

test('Chromium is killed while Sekisho writes, and nothing acknowledged is lost (SEC-22)', async ({
  browserFile,
  framePages,
}, testInfo) => {
  framePages.put('/', '<p>A site</p>');
  const hosts = ['127.0.0.1', 'a.localhost'] as const;
  const sites = hosts.map((host) => framePages.url('/', host));
  const profile = testInfo.outputPath('profile');
  const lost = await killWriting('sigkills', sites, async (isFirst) => {
    const extension = await startExtension({ executablePath: browserFile, profile });
    if (isFirst) await extension.importWallet();
    const ownTab = await extension.openDashboard('#/guide');
    return {
      own: ownPage((message) => ownTab.evaluate(sendInPage, message)),
      async openSite(url) {
        const page = await extension.context.newPage();
        await page.goto(url);
        return (method) => request(page, method);
      },
      kill: () => extension.kill(),
      close: () => extension.close(),
    };
  });
  expect(lost).toEqual([]);
});

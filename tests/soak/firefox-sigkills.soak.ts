import { randomUUID } from 'node:crypto';
import { setUpFirefox } from '../../scripts/setup.mjs';
import { startFirefox } from '../e2e/harness/firefox';
import { expect, test } from '../e2e/harness/fixtures';
import { request } from '../e2e/harness/provider';
import { killWriting } from './harness/kill-writing';
import { ownPage, sendInPage } from './harness/own-page';

test('Firefox is killed while Sekisho writes, and nothing acknowledged is lost (SEC-22)', async ({
  framePages,
}, testInfo) => {
  framePages.put('/', '<p>A site</p>');
  const hosts = ['127.0.0.1', 'a.localhost'] as const;
  const sites = hosts.map((host) => framePages.url('/', host));
  const executablePath = await setUpFirefox();
  const profile = testInfo.outputPath('profile');
  const uuid = randomUUID();
  const lost = await killWriting('firefox-sigkills', sites, async (isFirst) => {
    const firefox = await startFirefox({ executablePath, profile, uuid });
    if (isFirst) await firefox.importWallet();
    const ownTab = await firefox.openPopup();
    return {
      own: ownPage((message) => ownTab.evaluate(sendInPage, message)),
      async openSite(url) {
        const page = await firefox.openSite(url);
        return (method) => request(page, method);
      },
      kill: () => firefox.kill(),
      close: () => firefox.close(),
    };
  });
  expect(lost).toEqual([]);
});

import type { Page } from 'puppeteer-core';
import { makeCanary } from '../harness/canary';
import { startFirefox, type Firefox } from '../harness/firefox';
import { expect, test } from '../harness/firefox-fixtures';
import { filesWith } from '../harness/profile';
import { request } from '../harness/provider';
import { find, see, settle } from '../harness/screen';
import { firstAccount } from '../harness/stories';

/** The words of Sekisho's own page, once it shows something. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}

/** Signs once, and leaves a second question open. */
async function use(firefox: Firefox, page: Page): Promise<void> {
  await page.bringToFront();
  const asked = request(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  await settle(await firefox.requestWindow(), 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
  const token = { type: 'ERC20', options: { address: firstAccount, symbol: 'CNRY', decimals: 18 } };
  expect(await request(page, 'wallet_watchAsset', token)).toEqual({ ok: true, value: true });
  await page.bringToFront();
  void request(page, 'personal_sign', ['0x776169746564', firstAccount]).catch(() => undefined);
  await find(await firefox.requestWindow(), 'heading', 'Signature request');
}

test('Firefox: a session of a private window is marked, stands apart, ends with the last one, and leaves nothing on disk (SEC-26)', async ({
  firefoxFile,
  siteUrl,
}, testInfo) => {
  const canary = makeCanary(siteUrl);
  const profile = testInfo.outputPath('firefox-profile');
  const firefox = await startFirefox({ executablePath: firefoxFile, profile, isAllowedInPrivate: true });
  await firefox.importWallet();
  const own = await firefox.openPopup();
  const page = await firefox.openPrivately(own, canary.url('a'));
  await page.bringToFront();
  const connecting = request(page, 'eth_requestAccounts');
  const question = await firefox.requestWindow();
  await find(question, 'heading', `Connect to ${new URL(canary.url('a')).host}`);
  await see(question, 'This session ends when the last private window closes, and nothing of it is kept.');
  await see(question, 'a separate browser profile serves you better');
  await settle(question, 'Connect');
  expect(await connecting).toEqual({ ok: true, value: [firstAccount] });

  // What the event page knew comes back from memory alone.
  const firstLife = await firefox.lifeOfBackground(own);
  await firefox.putToSleep();
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  expect(await firefox.lifeOfBackground(own)).not.toBe(firstLife);

  const inPrivate = await firefox.openPrivately(own);
  await find(inPrivate, 'listitem', `Session with ${new URL(canary.url('a')).host}`);
  await see(inPrivate, 'Ends with the last private window');
  expect(await wordsOf(own)).not.toContain(canary.name);
  await use(firefox, page);

  await firefox.closePrivateWindows(own);
  const later = await firefox.openPrivately(own, canary.url('a'));
  await later.bringToFront();
  expect(await request(later, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expect(await request(later, 'personal_sign', ['0x68656c6c6f', firstAccount])).toMatchObject({ code: 4100 });

  const again = await firefox.openPrivately(own, canary.url('b'));
  await again.bringToFront();
  const reconnecting = request(again, 'eth_requestAccounts');
  await settle(await firefox.requestWindow(), 'Connect');
  expect(await reconnecting).toEqual({ ok: true, value: [firstAccount] });
  await use(firefox, again);
  await firefox.kill();
  const { files, found } = filesWith([canary.name], profile);
  expect(files).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

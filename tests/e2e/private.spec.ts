import { randomBytes } from 'node:crypto';
import type { Page as ChromePage } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { setUpFirefox } from '../../scripts/setup.mjs';
import { ask, click, find, see, startFirefox, type Firefox } from './harness/firefox';
import { expect, test as base } from './harness/fixtures';
import { filesWith } from './harness/profile';
import { settle, type Extension } from './harness/extension';
import { request } from './harness/provider';
import { connect, firstAccount } from './harness/stories';

interface Canary {
  /** A name that stands nowhere else. */
  readonly name: string;
  /** The dApp under a host that has the name in it. */
  readonly url: (part: string) => string;
}

const test = base.extend<{ canary: Canary; firefox: Firefox; firefoxProfile: string }>({
  canary: async ({ dappUrl }, provide) => {
    const name = `canary-${randomBytes(6).toString('hex')}`;
    const { port } = new URL(dappUrl);
    await provide({ name, url: (part) => `http://${name}-${part}.localhost:${port}/` });
  },
  firefoxProfile: async ({ browserName: _ }, provide, testInfo) =>
    provide(testInfo.outputPath('firefox-profile')),
  firefox: async ({ firefoxProfile }, provide) => {
    const firefox = await startFirefox({
      executablePath: await setUpFirefox(),
      profile: firefoxProfile,
      isAllowedInPrivate: true,
    });
    await firefox.importWallet();
    await provide(firefox);
    await firefox.close();
  },
});

/** The words of Sekisho's own page, once it shows something. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}

/** Signs once, and leaves a second question open. */
async function use(firefox: Firefox, page: Page): Promise<void> {
  await page.bringToFront();
  const asked = ask(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  await click(await firefox.requestWindow(), 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
  const token = { type: 'ERC20', options: { address: firstAccount, symbol: 'CNRY', decimals: 18 } };
  expect(await ask(page, 'wallet_watchAsset', token)).toEqual({ ok: true, value: true });
  await page.bringToFront();
  void ask(page, 'personal_sign', ['0x776169746564', firstAccount]).catch(() => undefined);
  await find(await firefox.requestWindow(), 'heading', 'Signature request');
}

test('Firefox: a session of a private window is marked, stands apart, ends with the last one, and leaves nothing on disk (SEC-26)', async ({
  firefox,
  firefoxProfile,
  canary,
}) => {
  test.setTimeout(300_000);
  const own = await firefox.openPopup();
  const page = await firefox.openPrivately(own, canary.url('a'));
  await page.bringToFront();
  const connecting = ask(page, 'eth_requestAccounts');
  const question = await firefox.requestWindow();
  await find(question, 'heading', `Connect to ${new URL(canary.url('a')).host}`);
  await see(question, 'This session ends when the last private window closes, and nothing of it is kept.');
  await see(question, 'a separate browser profile serves you better');
  await click(question, 'Connect');
  expect(await connecting).toEqual({ ok: true, value: [firstAccount] });

  // What the event page knew comes back from memory alone.
  const firstLife = await firefox.lifeOfBackground(own);
  await firefox.putToSleep();
  expect(await firefox.lifeOfBackground(own)).not.toBe(firstLife);
  expect(await ask(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });

  const inPrivate = await firefox.openPrivately(own);
  await find(inPrivate, 'listitem', `Session with ${new URL(canary.url('a')).host}`);
  await see(inPrivate, 'Ends with the last private window');
  expect(await wordsOf(own)).not.toContain(canary.name);
  await use(firefox, page);

  await firefox.closePrivateWindows(own);
  const later = await firefox.openPrivately(own, canary.url('a'));
  await later.bringToFront();
  expect(await ask(later, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expect(await ask(later, 'personal_sign', ['0x68656c6c6f', firstAccount])).toMatchObject({ code: 4100 });

  const again = await firefox.openPrivately(own, canary.url('b'));
  await again.bringToFront();
  const reconnecting = ask(again, 'eth_requestAccounts');
  await click(await firefox.requestWindow(), 'Connect');
  expect(await reconnecting).toEqual({ ok: true, value: [firstAccount] });
  await use(firefox, again);
  await firefox.kill();
  const { files, found } = filesWith([canary.name], firefoxProfile);
  expect(files).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

/** Signs once, and leaves a second question open. */
async function useInChrome(extension: Extension, page: ChromePage): Promise<void> {
  await page.bringToFront();
  const asked = request(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  await settle(await extension.requestWindow(), 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
  const token = { type: 'ERC20', options: { address: firstAccount, symbol: 'CNRY', decimals: 18 } };
  expect(await request(page, 'wallet_watchAsset', token)).toEqual({ ok: true, value: true });
  await page.bringToFront();
  void request(page, 'personal_sign', ['0x776169746564', firstAccount]).catch(() => undefined);
  const question = await extension.requestWindow();
  await expect(question.getByRole('heading', { name: 'Signature request' })).toBeVisible();
}

test('a session of a private window is marked, stands apart, ends with the last one, and leaves nothing on disk (SEC-26)', async ({
  extension,
  canary,
}) => {
  test.setTimeout(300_000);
  await extension.allowInPrivate();
  await extension.importWallet();
  const own = await extension.openPopup();
  const page = await extension.openPrivately(own, canary.url('a'));
  const connecting = request(page, 'eth_requestAccounts');
  const question = await extension.requestWindow();
  const { host } = new URL(canary.url('a'));
  await expect(question.getByRole('heading', { name: `Connect to ${host}` })).toBeVisible();
  await expect(question.getByText('This session ends when the last private window closes')).toBeVisible();
  await expect(question.getByText('a separate browser profile serves you better')).toBeVisible();
  await settle(question, 'Connect');
  expect(await connecting).toEqual({ ok: true, value: [firstAccount] });

  const inPrivate = await extension.openPrivately(own, extension.popupUrl());
  await expect(inPrivate.getByRole('listitem', { name: `Session with ${host}` })).toContainText(
    'Ends with the last private window',
  );
  await own.reload();
  await expect(own.getByRole('button', { name: 'Lock' })).toBeVisible();
  await expect(own.getByText(canary.name)).toHaveCount(0);
  await useInChrome(extension, page);

  await extension.closePrivateWindows();
  const later = await extension.openPrivately(own, canary.url('a'));
  expect(await request(later, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expect(await request(later, 'personal_sign', ['0x68656c6c6f', firstAccount])).toMatchObject({ code: 4100 });

  const again = await extension.openPrivately(own, canary.url('b'));
  expect(await connect(extension, again)).toEqual({ ok: true, value: [firstAccount] });
  await useInChrome(extension, again);
  await extension.kill();
  const { files, found } = filesWith([canary.name], extension.profile);
  expect(files).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

import type { Page } from '@playwright/test';
import { clockOffBy } from './harness/clock';
import { password, settle, type Extension } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request } from './harness/provider';
import { askSignature, connect, expectRefused, firstAccount } from './harness/stories';

/** The page in a browser whose clock is off, after the restart that this needs. */
async function comeBack(extension: Extension, url: string, offset: string): Promise<Page> {
  await extension.restartBrowser({ env: await clockOffBy(offset) });
  const page = await extension.context.newPage();
  await page.goto(url);
  return page;
}

/** Asks for a signature, finds the clock named as the reason, and goes on in one step. */
async function goOn(extension: Extension, page: Page): Promise<void> {
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  const asked = askSignature(page, 'whatever the clock says');
  const window = await extension.requestWindow();
  await expect(window.getByRole('heading', { name: 'Session ended' })).toBeVisible();
  await expect(window.getByText("Session ended: this computer's clock was changed")).toBeVisible();
  await expect(window.getByText('1 request is waiting')).toBeVisible();
  await window.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await window.getByRole('button', { name: 'Reconnect', exact: true }).click();
  await settle(window, 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: /^0x[0-9a-f]{130}$/ });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
}

// Each story starts the browser several times.
test.describe.configure({ timeout: 180_000 });

test('a clock set back a day ends the session and says so, and what waits is signed (SEC-20)', async ({
  extension,
  page,
  siteUrl,
}) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page);
  await goOn(extension, await comeBack(extension, siteUrl, '-1d'));
});

test('a year forward ends the session by its limit, and back again ends the next, but not the one after (SEC-21)', async ({
  extension,
  page,
  siteUrl,
}) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page);

  const later = await comeBack(extension, siteUrl, '+365d');
  expect(await request(later, 'eth_accounts')).toEqual({ ok: true, value: [] });
  // The offer to reconnect has lapsed long since: what is not a connect is refused.
  expectRefused(await askSignature(later, 'a year on'), 4100);
  const popup = await extension.openPopup();
  await popup.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await popup.getByRole('button', { name: 'Unlock', exact: true }).click();
  const ended = popup.getByRole('list', { name: 'Ended' }).getByRole('listitem');
  await expect(ended.getByText(/not used for 7 days/i)).toBeVisible();
  await popup.close();
  await connect(extension, later);

  await goOn(extension, await comeBack(extension, siteUrl, '+0'));
  const again = await comeBack(extension, siteUrl, '+0');
  expect(await request(again, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

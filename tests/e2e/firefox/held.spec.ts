import { setTimeout } from 'node:timers/promises';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { askAndNoteInPage, request } from '../harness/provider';
import { choose, click, closed, fill, find, settle, until } from '../harness/screen';
import { askSignature, expectRefused, firstAccount, signature } from '../harness/stories';

test.beforeEach(({ framePages }) => {
  framePages.put('/', '<p>A site</p>');
});

test('Firefox: a request outlives the sleep of the event page, and is answered once', async ({
  firefox,
  framePages,
}) => {
  const page = await openConnected(firefox, framePages.url('/'));
  const asked = askSignature(page, 'over the sleep');
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Signature request');
  const firstLife = await firefox.lifeOfBackground(question);
  expect(firstLife).not.toBeNull();
  await expect.poll(() => firefox.lifeOfBackground(question), { timeout: 20_000 }).not.toBe(firstLife);
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
});

test('Firefox: a closed window is no refusal, its choice is there again; a reloaded page takes its question back', async ({
  firefox,
  framePages,
}) => {
  const page = await firefox.openSite(framePages.url('/'));
  const asked = request(page, 'eth_requestAccounts');
  const window = await firefox.requestWindow();
  await choose(window, 'Session length', 'Custom');
  await fill(window, 'Minutes', '42');
  await window.close();
  const popup = await firefox.openPopup();
  const minutes = await find(popup, 'spinbutton', 'Minutes');
  expect(await minutes.evaluate((field) => field instanceof HTMLInputElement && field.value)).toBe('42');
  await click(popup, 'Connect');
  expect(await asked).toEqual({ ok: true, value: [firstAccount] });
  await popup.close();

  await page.bringToFront();
  // Firefox would carry a call that waits over the reload, and ask in the new page.
  await page.evaluate(askAndNoteInPage, { method: 'personal_sign', params: ['0x00', firstAccount] });
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Signature request');
  await page.reload();
  await closed(question);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const next = askSignature(page, 'asked by the new page');
  await settle(await firefox.requestWindow(), 'Reject');
  expectRefused(await next, 4001);
});

test('Firefox: a request that comes while the window of the last one closes is shown all the same', async ({
  firefox,
  siteUrl,
}) => {
  const page = await openConnected(firefox, siteUrl);
  // The window closes by itself 0.9 seconds after the last answer.
  for (const wait of [0, 750, 800, 850, 900, 950]) {
    await setTimeout(wait);
    const message = `after ${wait} ms`;
    const asked = askSignature(page, message);
    const window = await until(`a window that shows "${message}"`, async () => {
      for (const each of await firefox.browser.pages()) {
        const text = await each.evaluate(() => document.body.innerText).catch(() => '');
        if (text.includes(message)) return each;
      }
      return undefined;
    });
    await click(window, 'Sign');
    expect(await asked).toMatchObject(signature);
  }
});

import type { Page } from 'puppeteer-core';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { askAndNoteInPage, request } from '../harness/provider';
import { closed, find, settle } from '../harness/screen';
import { askSignature, expectRefused, firstAccount, signature } from '../harness/stories';

/** Goes to another page, or back, and waits until it is there. */
async function go(page: Page, step: 'there' | 'back', path: string): Promise<void> {
  await page.evaluate((where) => {
    setTimeout(() => (where === 'there' ? location.assign('/two') : history.back()));
  }, step);
  await expect.poll(() => page.evaluate(() => location.pathname).catch(() => '')).toBe(path);
}

test('Firefox: a page that comes back from the back/forward cache is alive, and its question is shown and answered once', async ({
  firefox,
  framePages,
}) => {
  framePages.put('/one', '<p>One</p>', { 'cache-control': 'no-cache' });
  framePages.put('/two', '<p>Two</p>');
  const page = await openConnected(firefox, framePages.url('/one'));
  await page.evaluate(askAndNoteInPage, { method: 'eth_chainId' });
  await expect.poll(() => page.evaluate(() => window.sekishoAnswers)).toEqual(['0x1']);
  await go(page, 'there', '/two');
  await go(page, 'back', '/one');
  expect(await page.evaluate(() => window.sekishoAnswers)).toEqual(['0x1']);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });

  await page.evaluate(askAndNoteInPage, { method: 'personal_sign', params: ['0x68656c6c6f', firstAccount] });
  const first = await firefox.requestWindow();
  await find(first, 'heading', 'Signature request');
  await page.bringToFront();
  await go(page, 'there', '/two');
  // Nobody is there who could be answered: the question is taken back.
  await closed(first);
  await go(page, 'back', '/one');
  await settle(await firefox.requestWindow(), 'Sign');
  await expect.poll(() => page.evaluate(() => window.sekishoAnswers)).toEqual([signature.value]);
  // The next question comes after whatever else would have been answered.
  const asked = askSignature(page, 'another');
  await settle(await firefox.requestWindow(), 'Reject');
  expectRefused(await asked, 4001);
  expect(await page.evaluate(() => window.sekishoAnswers)).toHaveLength(1);
});

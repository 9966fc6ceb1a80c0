import type { Page } from 'puppeteer-core';
import { closed, find, settle } from '../harness/firefox';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';
import { askSignature, firstAccount } from '../harness/stories';

declare global {
  interface Window {
    /** The answers to a question, one for each time that it was answered; a page that is made anew has none. */
    answers?: unknown[];
  }
}

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
  await page.evaluate(() => {
    window.answers = [];
  });
  await go(page, 'there', '/two');
  await go(page, 'back', '/one');
  expect(await page.evaluate(() => window.answers)).toEqual([]);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });

  await page.evaluate(
    (params) => {
      addEventListener('eip6963:announceProvider', (event) => {
        const { provider } = (event as CustomEvent).detail;
        provider.request({ method: 'personal_sign', params }).then((answer: unknown) => {
          window.answers?.push(answer);
        });
      });
      dispatchEvent(new Event('eip6963:requestProvider'));
    },
    ['0x68656c6c6f', firstAccount],
  );
  const first = await firefox.requestWindow();
  await find(first, 'heading', 'Signature request');
  await page.bringToFront();
  await go(page, 'there', '/two');
  // Nobody is there who could be answered: the question is taken back.
  await closed(first);
  await go(page, 'back', '/one');
  await settle(await firefox.requestWindow(), 'Sign');
  await expect
    .poll(() => page.evaluate(() => window.answers))
    .toEqual([expect.stringMatching(/^0x[0-9a-f]{130}$/)]);
  // The next question comes after whatever else would have been answered.
  const asked = askSignature(page, 'another');
  await settle(await firefox.requestWindow(), 'Reject');
  expect(await asked).toMatchObject({ ok: false, code: 4001 });
  expect(await page.evaluate(() => window.answers?.length)).toBe(1);
});

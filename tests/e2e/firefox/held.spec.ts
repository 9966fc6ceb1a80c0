import { choose, click, closed, fill, find, settle } from '../harness/firefox';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';
import { askSignature, firstAccount } from '../harness/stories';

test.describe('with an event page that soon sleeps', () => {
  test.use({ sleepsAfter: 3_000 });

  test('Firefox: a request outlives the sleep of the event page, and is answered once', async ({
    firefox,
    dappUrl,
  }) => {
    const page = await openConnected(firefox, dappUrl);
    const asked = askSignature(page, 'over the sleep');
    const question = await firefox.requestWindow();
    await find(question, 'heading', 'Signature request');
    expect(await firefox.isAwake(question)).toBe(true);
    await expect.poll(() => firefox.isAwake(question), { timeout: 20_000 }).toBe(false);
    await question.bringToFront();
    await click(question, 'Sign');
    expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
  });
});

test('Firefox: a closed window is no refusal, its choice is there again; a reloaded page takes its question back', async ({
  firefox,
  dappUrl,
}) => {
  const page = await firefox.openSite(dappUrl);
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

  void askSignature(page, 'gone with its page').catch(() => null);
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Signature request');
  await page.reload();
  await closed(question);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const next = askSignature(page, 'asked by the new page');
  await settle(await firefox.requestWindow(), 'Reject');
  expect(await next).toMatchObject({ ok: false, code: 4001 });
});

import { password } from '../harness/extension';
import { click, fill, find, see, settle } from '../harness/firefox';
import { expect, connect, openConnected, test } from '../harness/firefox-fixtures';
import { request, watchEvents } from '../harness/provider';
import { askSignature, expectRefused, firstAccount } from '../harness/stories';

const signature = { ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) };

test('Firefox: a minute passes, one step takes the person back, and the request goes through', async ({
  firefox,
  dappUrl,
}) => {
  test.setTimeout(180_000);
  const page = await openConnected(firefox, dappUrl, { minutes: 1 });
  await expect
    .poll(() => request(page, 'eth_accounts'), { timeout: 90_000, intervals: [5_000] })
    .toEqual({ ok: true, value: [] });

  const asked = askSignature(page, 'I was here before my pass ran out.');
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Session ended');
  await see(question, 'Session ended: it reached its limit of 1 minute');
  await see(question, '1 request is waiting');
  await click(question, 'Reconnect');
  await find(question, 'heading', 'Signature request');
  await click(question, 'Sign');
  expect(await asked).toMatchObject(signature);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('Firefox: a locked vault changes nothing for the page, and opens where the request is', async ({
  firefox,
  dappUrl,
}) => {
  const page = await openConnected(firefox, dappUrl);
  const popup = await firefox.openPopup();
  await click(popup, 'Lock');
  await find(popup, 'button', 'Unlock');
  await popup.close();
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const asked = askSignature(page, 'locked');
  const question = await firefox.requestWindow();
  await fill(question, 'Password', password);
  await click(question, 'Unlock');
  await click(question, 'Sign');
  expect(await asked).toMatchObject(signature);
});

test('Firefox: a refusal is 4001, and who ends a session, the site or the person, is told to both', async ({
  firefox,
  dappUrl,
}) => {
  const page = await openConnected(firefox, dappUrl);
  const asked = askSignature(page, 'no');
  await settle(await firefox.requestWindow(), 'Reject');
  expectRefused(await asked, 4001);
  expect(await request(page, 'wallet_revokePermissions', [{ eth_accounts: {} }])).toEqual({
    ok: true,
    value: null,
  });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expectRefused(await askSignature(page, 'not asked again'), 4100);

  await connect(firefox, page);
  const events = await watchEvents(page);
  const popup = await firefox.openPopup();
  await click(popup, 'End session');
  await see(popup, 'You ended this session');
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
  expectRefused(await askSignature(page, 'not asked again'), 4100);
});

test('Firefox: until the browser closes means until then, and the password takes the person back', async ({
  firefox,
  dappUrl,
}) => {
  const page = await openConnected(firefox, dappUrl, { length: 'Until I close the browser' });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  await firefox.restart();

  const again = await firefox.openSite(dappUrl);
  expect(await request(again, 'eth_accounts')).toEqual({ ok: true, value: [] });
  const asked = askSignature(again, 'after the browser was closed');
  const question = await firefox.requestWindow();
  await see(question, 'Session ended: the browser was closed');
  await fill(question, 'Password', password);
  await click(question, 'Reconnect');
  await find(question, 'heading', 'Signature request');
  await click(question, 'Sign');
  expect(await asked).toMatchObject(signature);
});

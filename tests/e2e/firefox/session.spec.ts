import { minute } from '../../../src/core/units';
import { moveClock } from '../harness/clock';
import { password } from '../harness/extension';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { request, watchEvents } from '../harness/provider';
import { click, fill, find, see, settle } from '../harness/screen';
import { askSignature, firstAccount, signature } from '../harness/stories';

test.beforeEach(({ framePages }) => {
  framePages.put('/', '<p>A site</p>');
});

test('Firefox: a minute passes, one step takes the person back, and the request goes through', async ({
  firefox,
  framePages,
}) => {
  const page = await openConnected(firefox, framePages.url('/'), { minutes: 1 });
  const events = await watchEvents(page);
  const popup = await firefox.openPopup();
  await moveClock(popup, 2 * minute);
  await popup.close();
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });

  const asked = askSignature(page, 'I was here before my pass ran out.');
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Session ended');
  await see(question, 'Session ended: it reached its limit of 1 minute');
  await see(question, '1 request is waiting');
  await click(question, 'Reconnect');
  await find(question, 'heading', 'Signature request');
  await see(question, 'I was here before my pass ran out.');
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [firstAccount] });
});

test('Firefox: a locked vault changes nothing for the page, and opens where the request is', async ({
  firefox,
  framePages,
}) => {
  const page = await openConnected(firefox, framePages.url('/'));
  const popup = await firefox.openPopup();
  await click(popup, 'Lock');
  await find(popup, 'button', 'Unlock');
  await popup.close();
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const asked = askSignature(page, 'locked');
  const question = await firefox.requestWindow();
  await fill(question, 'Password', 'not the password');
  await click(question, 'Unlock');
  await see(question, 'Wrong password');
  await fill(question, 'Password', password);
  await click(question, 'Unlock');
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
});

test('Firefox: until the browser closes means until then, and the password takes the person back', async ({
  firefox,
  framePages,
}) => {
  const days = await openConnected(firefox, framePages.url('/', 'localhost'));
  expect(await request(days, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  await openConnected(firefox, framePages.url('/'), { length: 'Until I close the browser' });
  await firefox.restart();

  const kept = await firefox.openSite(framePages.url('/', 'localhost'));
  expect(await request(kept, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const page = await firefox.openSite(framePages.url('/'));
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  const asked = askSignature(page, 'after the browser was closed');
  const question = await firefox.requestWindow();
  await see(question, 'Session ended: the browser was closed');
  await fill(question, 'Password', password);
  await click(question, 'Reconnect');
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
});

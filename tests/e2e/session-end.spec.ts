import { password, settle } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request, watchEvents } from './harness/provider';
import { askSignature, closeBrowserAndReturn, connect, expectRefused, firstAccount } from './harness/stories';

test('a minute passes, the session ends, one step takes the person back, and the request goes through', async ({
  extension,
  page,
  siteUrl,
}) => {
  test.setTimeout(150_000);
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page, { minutes: 1 });
  const events = await watchEvents(page);
  await expect.poll(events, { timeout: 90_000 }).toContainEqual({ event: 'accountsChanged', value: [] });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });

  const asked = askSignature(page, 'I was here before my pass ran out.');
  const window = await extension.requestWindow();
  await expect(window.getByRole('heading', { name: 'Session ended' })).toBeVisible();
  await expect(window.getByText('Session ended: it reached its limit of 1 minute')).toBeVisible();
  await expect(window.getByText('1 request is waiting')).toBeVisible();
  await window.getByRole('button', { name: 'Reconnect', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  await expect(window.getByText('I was here before my pass ran out.')).toBeVisible();
  await settle(window, 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: /^0x[0-9a-f]{130}$/ });
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [firstAccount] });
});

test('a session until the browser closes ends with it, and is taken up again with the password on the spot', async ({
  extension,
  page,
  siteUrl,
}) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page, { length: 'Until I close the browser' });
  const again = await closeBrowserAndReturn(extension, siteUrl);
  expect(await request(again, 'eth_accounts')).toEqual({ ok: true, value: [] });

  const asked = askSignature(again, 'after the browser was closed');
  const window = await extension.requestWindow();
  await expect(window.getByText('Session ended: the browser was closed')).toBeVisible();
  await window.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await window.getByRole('button', { name: 'Reconnect', exact: true }).click();
  await settle(window, 'Sign');
  expect(await asked).toMatchObject({ ok: true });
});

test('a session of days lives on over a restart of the browser', async ({ extension, page, siteUrl }) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page, { length: '7 days' });
  const again = await closeBrowserAndReturn(extension, siteUrl);
  expect(await request(again, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('"Not now" refuses what waits with 4001', async ({ extension, page, siteUrl }) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page, { length: 'Until I close the browser' });
  const again = await closeBrowserAndReturn(extension, siteUrl);
  const asked = askSignature(again, 'never mind');
  await settle(await extension.requestWindow(), 'Not now');
  expectRefused(await asked, 4001);
});

test('an ended session in the list is one click away', async ({ extension, page, siteUrl }) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page, { length: 'Until I close the browser' });
  const again = await closeBrowserAndReturn(extension, siteUrl);
  const popup = await extension.openPopup();
  await popup.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await popup.getByRole('button', { name: 'Unlock', exact: true }).click();
  const ended = popup.getByRole('list', { name: 'Ended' }).getByRole('listitem');
  await ended.getByRole('button', { name: 'Reconnect' }).click();
  await expect(popup.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1);
  expect(await request(again, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('a locked vault changes nothing for the page, and unlocks where the request is', async ({
  extension,
  page,
  siteUrl,
}) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page);
  const popup = await extension.openPopup();
  await popup.getByRole('button', { name: 'Lock' }).click();
  await popup.getByRole('button', { name: 'Unlock', exact: true }).waitFor();
  await popup.close();
  await page.bringToFront();
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const asked = askSignature(page, 'locked');
  const window = await extension.requestWindow();
  await window.getByRole('textbox', { name: 'Password', exact: true }).fill('not the password');
  await window.getByRole('textbox', { name: 'Password', exact: true }).press('Enter');
  await expect(window.getByText(/password is wrong|wrong password/i)).toBeVisible();
  await window.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await window.getByRole('textbox', { name: 'Password', exact: true }).press('Enter');
  await settle(window, 'Sign');
  expect(await asked).toMatchObject({ ok: true });
});

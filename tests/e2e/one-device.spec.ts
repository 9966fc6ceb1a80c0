import { password, settle } from './harness/extension';
import { expect } from './harness/fixtures';
import { joinRelays, takeOver, test } from './harness/devices';
import { request, watchEvents } from './harness/provider';
import { askSignature, connect, firstAccount, signature } from './harness/stories';

test('a second device takes the account over with the password; the first says which, and takes it back in one step (SEC-29, SEC-31)', async ({
  extension,
  other,
  relay,
  page,
  siteUrl,
}) => {
  await extension.importWallet();
  await joinRelays(extension, 'Desk', [relay]);
  await page.goto(siteUrl);
  expect(await connect(extension, page)).toEqual({ ok: true, value: [firstAccount] });
  const events = await watchEvents(page);

  await other.importWallet();
  await joinRelays(other, 'Laptop', [relay]);
  const elsewhere = await other.context.newPage();
  await elsewhere.goto(siteUrl);
  expect(await takeOver(other, elsewhere, 'Desk')).toEqual({ ok: true, value: [firstAccount] });

  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  const home = await extension.openPopup();
  await expect(home.getByText('is now active on "Laptop"').first()).toBeVisible();
  await home.screenshot({ path: '/tmp/shot-home.png' });
  await home.close();

  const asked = askSignature(page, 'asked on the device that lost the account');
  const window = await extension.requestWindow();
  await expect(window.getByText(/Session ended: this account is now active on "Laptop"/)).toBeVisible();
  await expect(window.getByText('This account is active on "Laptop"')).toBeVisible();
  await window.screenshot({ path: '/tmp/shot-reconnect.png' });
  await window.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await window.getByRole('button', { name: 'Reconnect', exact: true }).click();
  await expect(window.getByText('asked on the device that lost the account')).toBeVisible();
  await settle(window, 'Sign');
  expect(await asked).toMatchObject(signature);
  await expect.poll(async () => request(elsewhere, 'eth_accounts')).toEqual({ ok: true, value: [] });
});

import { setUpDevice, takeOver, test } from './harness/devices';
import { password, settle, type Extension } from './harness/extension';
import { expect } from './harness/fixtures';
import { request, watchEvents } from './harness/provider';
import { askSignature, connect, expectRefused, firstAccount, signature } from './harness/stories';

const granted = { ok: true, value: [firstAccount] };
const none = { ok: true, value: [] };

async function openSite(extension: Extension, url: string) {
  const page = await extension.context.newPage();
  await page.goto(url);
  return page;
}

test('a second device takes the account over with the password; the first says which, and takes it back in one step (SEC-29, SEC-31)', async ({
  extension,
  other,
  relay,
  page,
  siteUrl,
}) => {
  await setUpDevice(extension, 'Desk', [relay]);
  await page.goto(siteUrl);
  expect(await connect(extension, page)).toEqual(granted);
  const events = await watchEvents(page);

  await setUpDevice(other, 'Laptop', [relay]);
  const elsewhere = await openSite(other, siteUrl);
  const declined = request(elsewhere, 'eth_requestAccounts');
  const question = await other.requestWindow();
  await question.getByRole('textbox', { name: 'Password', exact: true }).fill('not the password');
  await question.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(question.getByText('Wrong password')).toBeVisible();
  await settle(question, 'Decline');
  expectRefused(await declined, 4001);
  expect(await request(page, 'eth_accounts')).toEqual(granted);

  expect(await takeOver(other, elsewhere, 'Desk')).toEqual(granted);
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
  expect(await request(page, 'eth_accounts')).toEqual(none);
  const home = await extension.openPopup();
  await expect(home.getByText('"Account 1" is now active on "Laptop"')).toBeVisible();
  await home.close();

  const asked = askSignature(page, 'asked on the device that lost the account');
  const window = await extension.requestWindow();
  await expect(window.getByText(/Session ended: this account is now active on "Laptop"/)).toBeVisible();
  await expect(window.getByText('This account is active on "Laptop"')).toBeVisible();
  await window.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await window.getByRole('button', { name: 'Reconnect', exact: true }).click();
  await expect(window.getByText('asked on the device that lost the account')).toBeVisible();
  await settle(window, 'Sign');
  expect(await asked).toMatchObject(signature);
  await expect.poll(() => request(elsewhere, 'eth_accounts')).toEqual(none);
});

test('over five relays, one down and two that hide what they have, a locked device with a sleeping worker learns of a takeover, and its person says "This wasn\'t me" (SEC-30)', async ({
  extension,
  other,
  fiveRelays,
  page,
  siteUrl,
}) => {
  await setUpDevice(extension, 'Desk', fiveRelays);
  await page.goto(siteUrl);
  expect(await connect(extension, page)).toEqual(granted);
  const popup = await extension.openPopup();
  await popup.getByRole('button', { name: 'Lock' }).click();
  await popup.close();
  await extension.killWorker();
  await fiveRelays[0]?.stop();

  await setUpDevice(other, 'Thief', fiveRelays);
  const elsewhere = await openSite(other, siteUrl);
  expect(await takeOver(other, elsewhere, 'Desk')).toEqual(granted);

  const asked = askSignature(page, 'nothing is signed here any more');
  const window = await extension.requestWindow();
  await expect(window.getByText(/Session ended: this account is now active on "Thief"/)).toBeVisible();
  const opening = extension.context.waitForEvent('page');
  await window.getByRole('link', { name: "This wasn't me" }).click();
  const dashboard = await opening;
  await settle(window, 'Not now');
  expectRefused(await asked, 4001);
  await dashboard.bringToFront();
  await expect(dashboard.getByText('Thief').first()).toBeVisible();
  await dashboard.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await dashboard.getByRole('button', { name: "This wasn't me" }).click();
  await expect(dashboard.getByText('Account 1 is active on this device again')).toBeVisible();
  await expect.poll(() => request(elsewhere, 'eth_accounts')).toEqual(none);
});

test('without the only relay nobody new is let in; both that and the check of the connection say so, and it goes on once it is back', async ({
  extension,
  relay,
  page,
  siteUrl,
}) => {
  await setUpDevice(extension, 'Desk', [relay]);
  await relay.stop();
  await page.goto(siteUrl);
  const asked = request(page, 'eth_requestAccounts');
  const window = await extension.requestWindow();
  await window.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(window.getByText(/relays cannot be reached/i).first()).toBeVisible();
  const checking = await extension.openDashboard('#/connection');
  const hosts = checking.getByRole('list', { name: 'Hosts' }).getByRole('listitem');
  const row = hosts.filter({ hasText: new URL(relay.url).host });
  const fewRelays = checking.getByText('Too few relays answer');
  await checking.getByRole('button', { name: 'Check now' }).click();
  await expect(fewRelays).toBeVisible();
  await expect(row).toContainText('Nothing runs there');
  await relay.comeBack();
  await checking.getByRole('button', { name: 'Check now' }).click();
  await expect(row).toContainText(/Answers, \d+ ms/);
  await expect(fewRelays).toBeHidden();
  await checking.close();
  await settle(window, 'Connect');
  expect(await asked).toEqual(granted);
  expect(await request(page, 'eth_accounts')).toEqual(granted);
});

test('a private window is the same device: it goes by the claim of the normal ones, and makes none (SEC-26)', async ({
  extension,
  other,
  relay,
  siteUrl,
}) => {
  await extension.allowInPrivate();
  await setUpDevice(extension, 'Desk', [relay]);
  const page = await openSite(extension, siteUrl);
  expect(await connect(extension, page)).toEqual(granted);
  const own = await extension.openPopup();
  const hidden = await extension.openPrivately(own, siteUrl);
  expect(await connect(extension, hidden)).toEqual(granted);
  const asked = askSignature(hidden, 'in a private window');
  await settle(await extension.requestWindow(), 'Sign');
  expect(await asked).toMatchObject(signature);

  await setUpDevice(other, 'Laptop', [relay]);
  const elsewhere = await openSite(other, siteUrl);
  expect(await takeOver(other, elsewhere, 'Desk')).toEqual(granted);
  await expect.poll(() => request(page, 'eth_accounts')).toEqual(none);
  await expect.poll(() => request(hidden, 'eth_accounts'), { timeout: 60_000 }).toEqual(none);
});

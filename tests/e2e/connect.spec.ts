import { settle } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request, watchEvents } from './harness/provider';
import { connect, expectRefused, firstAccount, secondAccount } from './harness/stories';

test.beforeEach(async ({ extension, page, siteUrl }) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await page.bringToFront();
});

test('a person lets a site in, and the site sees the account and nothing more', async ({
  extension,
  page,
}) => {
  const events = await watchEvents(page);
  expect(await connect(extension, page)).toEqual({ ok: true, value: [firstAccount] });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  expect(await request(page, 'eth_coinbase')).toEqual({ ok: true, value: firstAccount });
  expect(await request(page, 'wallet_getPermissions')).toMatchObject({
    ok: true,
    value: [{ parentCapability: 'eth_accounts', caveats: [{ value: [firstAccount] }] }],
  });
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [firstAccount] });
  expect(await request(page, 'eth_requestAccounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('a connected site stands in the list with its time left', async ({ extension, page, siteUrl }) => {
  await connect(extension, page, { length: '1 hour' });
  const popup = await extension.openPopup();
  const session = popup.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await expect(session).toHaveCount(1);
  await expect(session).toContainText(new URL(siteUrl).host);
  await expect(session.getByRole('button', { name: 'Extend' })).toBeDisabled();
});

test("MetaMask's test dApp connects and signs by its own buttons", async ({ extension, page, dappUrl }) => {
  await page.goto(dappUrl);
  await page.getByRole('button', { name: 'Use Sekisho' }).click();
  await page.locator('#connectButton').click();
  await settle(await extension.requestWindow(), 'Connect');
  await expect(page.locator('#accounts')).toContainText(firstAccount);
  await page.bringToFront();
  await page.locator('#personalSign').click();
  const window = await extension.requestWindow();
  await expect(window.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  await settle(window, 'Sign');
  await expect(page.locator('#personalSignResult')).toHaveText(/^0x[0-9a-f]{130}$/);
});

test('a declined connection is refused with 4001, and nothing is granted', async ({ extension, page }) => {
  const asked = request(page, 'eth_requestAccounts');
  await settle(await extension.requestWindow(), 'Decline');
  expectRefused(await asked, 4001);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
});

test('two identical requests share one question and are both answered', async ({ extension, page }) => {
  const both = [request(page, 'eth_requestAccounts'), request(page, 'eth_requestAccounts')];
  const window = await extension.requestWindow();
  await window.getByRole('heading', { name: /^Connect to / }).waitFor();
  await settle(window, 'Connect');
  for (const asked of both) expect(await asked).toEqual({ ok: true, value: [firstAccount] });
});

test('the site ends its session by wallet_revokePermissions', async ({ extension, page }) => {
  await connect(extension, page);
  const events = await watchEvents(page);
  expect(await request(page, 'wallet_revokePermissions', [{ eth_accounts: {} }])).toEqual({
    ok: true,
    value: null,
  });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
  const popup = await extension.openPopup();
  await expect(popup.getByRole('list', { name: 'Ended' })).toContainText('The site ended this session');
});

test('the person ends a session: the page is told, and a signature is refused with 4100', async ({
  extension,
  page,
}) => {
  await connect(extension, page);
  const events = await watchEvents(page);
  const popup = await extension.openPopup();
  await popup.getByRole('button', { name: 'End session' }).click();
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
  expectRefused(await request(page, 'personal_sign', ['0x00', firstAccount]), 4100);
  await expect(popup.getByRole('list', { name: 'Ended' })).toContainText('You ended this session');
});

test('wallet_requestPermissions changes which account a connected site sees', async ({ extension, page }) => {
  const dashboard = await extension.openDashboard('#/accounts');
  await dashboard.getByRole('button', { name: 'Add account' }).click();
  await dashboard.getByRole('textbox', { name: /name/i }).fill('Savings');
  await dashboard
    .getByRole('button', { name: /^(Add|Create|Save)/ })
    .last()
    .click();
  await expect(dashboard.getByText('Savings').first()).toBeVisible();
  await dashboard.close();
  await page.bringToFront();
  await connect(extension, page);
  const events = await watchEvents(page);
  const asked = request(page, 'wallet_requestPermissions', [{ eth_accounts: {} }]);
  const window = await extension.requestWindow();
  await window.getByRole('checkbox', { name: /Savings/ }).check();
  await window.getByRole('checkbox').first().uncheck();
  await window.getByRole('button', { name: /^(Save|Approve|Change)/ }).click();
  expect(await asked).toMatchObject({ ok: true, value: [{ caveats: [{ value: [secondAccount] }] }] });
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [secondAccount] });
});

test('malformed and unknown requests are refused with their codes', async ({ page }) => {
  for (const [method, params, code] of [
    ['eth_sign', ['0x00', '0x00'], 4200],
    ['eth_subscribe', ['newHeads'], 4200],
    ['wallet_unheardOf', [], 4200],
    ['personal_sign', [], -32602],
    ['personal_sign', [{}, 7], -32602],
    ['eth_signTypedData_v4', [firstAccount, '{'], -32602],
    ['eth_sendTransaction', [{}], -32602],
    ['eth_sendTransaction', ['0x'], -32602],
    ['wallet_switchEthereumChain', [{ chainId: 1 }], -32602],
    ['wallet_addEthereumChain', [{ chainId: '0x5' }], -32602],
    ['wallet_watchAsset', [{ type: 'ERC20' }], -32602],
    ['wallet_requestPermissions', [{ everything: {} }], -32602],
  ] as const) {
    expect([method, params, await request(page, method, params)]).toMatchObject([
      method,
      params,
      { ok: false, code },
    ]);
  }
});

test('what needs a session is refused with 4100 where there is none', async ({ page }) => {
  expectRefused(await request(page, 'personal_sign', ['0x00', firstAccount]), 4100);
  expectRefused(await request(page, 'wallet_switchEthereumChain', [{ chainId: '0x1' }]), 4100);
});

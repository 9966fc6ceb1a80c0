import { settle } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request } from './harness/provider';
import { connect, firstAccount, secondAccount } from './harness/stories';

test('a network that goes away while a transaction is read is told as offline, and the transaction goes through once', async ({
  extension,
  page,
  context,
  siteUrl,
  chain,
}) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page, { network: 'Localhost 8545' });
  const asked = request(page, 'eth_sendTransaction', [
    { from: firstAccount, to: secondAccount, value: '0x1' },
  ]);
  const window = await extension.requestWindow();
  const confirm = window.getByRole('button', { name: 'Confirm', exact: true });
  await expect(confirm).toBeEnabled();

  await context.setOffline(true);
  // The browser's own event may come while the worker can still reach the chain; it is told again now that it cannot.
  await window.evaluate(() => dispatchEvent(new Event('offline')));
  await expect(window.getByRole('alert').filter({ hasText: 'Offline' })).toContainText(
    'The request waits here; nothing was sent.',
  );
  await expect(confirm).toBeDisabled();
  const popup = await extension.openPopup();
  await expect(popup.getByText('Session ended')).toHaveCount(0);
  await popup.close();

  await context.setOffline(false);
  await expect(window.getByText('Offline')).toHaveCount(0);
  await window.bringToFront();
  await settle(window, 'Confirm');
  expect(await asked).toMatchObject({ ok: true });
  expect(await chain.request('eth_getTransactionCount', [firstAccount, 'latest'])).toBe('0x1');
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('the connection is checked: what is wrong, what to do, and what a firewall has to allow', async ({
  extension,
  chain,
}) => {
  expect(chain.chainId).toBe(31_337);
  await extension.importWallet();
  const dashboard = await extension.openDashboard('#/connection');
  await expect(dashboard.getByRole('heading', { name: 'Check connection', level: 1 })).toBeVisible();
  await dashboard.getByRole('button', { name: 'Check now' }).click();
  // In this browser every name but loopback's is unknown; the machine itself may or may not have a network.
  await expect(
    dashboard.getByText(/^(No host can be reached|This computer is not connected to a network)$/),
  ).toBeVisible();
  const hosts = dashboard.getByRole('list', { name: 'Hosts' });
  await expect(hosts.getByRole('listitem').filter({ hasText: '127.0.0.1:8545' })).toContainText(
    /Answers, \d+ ms/,
  );
  await expect(hosts.getByRole('listitem').filter({ hasText: 'eth.drpc.org' })).toContainText(
    'Cannot be reached',
  );
  await expect(dashboard.getByRole('button', { name: 'Copy' })).toBeVisible();
  await expect(dashboard.getByText(/eth\.drpc\.org\n/)).toBeVisible();

  await dashboard.goto(extension.dashboardUrl('#/networks'));
  const ethereum = dashboard
    .getByRole('listitem')
    .filter({ has: dashboard.getByRole('heading', { name: 'Ethereum' }) });
  await ethereum.getByRole('button', { name: '4 endpoints' }).click();
  await expect(ethereum.getByText(/^Not reachable\. Tried again/)).toHaveCount(4);
  const boxes = ethereum.getByRole('checkbox');
  for (const at of [0, 1, 2, 3]) await boxes.nth(at).click();
  await expect(ethereum.getByRole('alert')).toHaveText('A network needs at least one endpoint.');
  await expect(boxes.nth(3)).toBeChecked();
  await expect(ethereum.getByText(/^Switched off/)).toHaveCount(3);
});

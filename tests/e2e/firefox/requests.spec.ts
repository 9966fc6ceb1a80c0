import { click, find, findOpen, see, settle } from '../harness/firefox';
import { expect, letIn, openConnected, test } from '../harness/firefox-fixtures';
import { request, watchEvents } from '../harness/provider';
import { expectRefused, firstAccount } from '../harness/stories';
import { mail } from '../../core/typed-data-fixture';

const local = 'Localhost 8545';

test("Firefox: MetaMask's test dApp connects, signs, and sends on the local chain by its own buttons", async ({
  firefox,
  dappUrl,
  chain,
}) => {
  const page = await firefox.openSite(dappUrl);
  await click(page, 'Use Sekisho');
  await page.click('#connectButton');
  await letIn(await firefox.requestWindow(), { network: local });
  await page.bringToFront();
  await page.waitForFunction(
    (account) => document.querySelector('#accounts')?.textContent?.includes(account),
    {},
    firstAccount,
  );

  await page.click('#siwe');
  const signIn = await firefox.requestWindow();
  await find(signIn, 'heading', `Sign in to ${new URL(dappUrl).host}`);
  await settle(signIn, 'Sign');
  await see(page, '0x');
  await page.bringToFront();
  await page.click('#siweBadDomain');
  await page.waitForFunction(() => document.querySelector('#siweResult')?.textContent?.startsWith('Error'));

  const before = BigInt(await chain.request('eth_blockNumber'));
  await page.click('#sendButton');
  const money = await firefox.requestWindow();
  await find(money, 'heading', 'Confirm transaction');
  await settle(money, 'Confirm');
  await expect.poll(async () => BigInt(await chain.request('eth_blockNumber'))).toBe(before + 1n);
  const { transactions } = await chain.request('eth_getBlockByNumber', ['latest', true]);
  expect(transactions).toMatchObject([
    { from: firstAccount, to: '0x0c54fccd2e384b4bb6f2e405bf5cbc15a017aafb' },
  ]);
  await see(await firefox.openDashboard('#/activity'), 'Confirmed');
});

test('Firefox: SEC-7: a button that approves opens with attention only, Enter never approves, Space does', async ({
  firefox,
  dappUrl,
}) => {
  const page = await openConnected(firefox, dappUrl);
  let isAnswered = false;
  const asked = request(page, 'eth_signTypedData_v4', [firstAccount, JSON.stringify(mail)]).finally(() => {
    isAnswered = true;
  });
  const window = await firefox.requestWindow();
  await find(window, 'heading', 'Signature request');
  await see(window, 'Hello, Bob!');
  const sign = await find(window, 'button', 'Sign');
  const focused = await window.evaluate(() => document.activeElement?.textContent);
  expect([focused, await sign.evaluate((button) => button.matches(':disabled'))]).toEqual(['Reject', true]);
  await sign.click();
  await findOpen(window, 'Sign');
  await sign.evaluate((button) => button instanceof HTMLElement && button.click());
  await sign.focus();
  await window.keyboard.press('Enter');
  await see(window, 'Hello, Bob!');
  expect(isAnswered).toBe(false);
  await window.keyboard.press('Space');
  // The EIP names this signature for another key; here it is enough that there is one.
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });

  await page.bringToFront();
  const events = await watchEvents(page);
  const switching = request(page, 'wallet_switchEthereumChain', [{ chainId: '0x7a69' }]);
  await settle(await firefox.requestWindow(), 'Approve');
  expect(await switching).toEqual({ ok: true, value: null });
  await expect.poll(events).toContainEqual({ event: 'chainChanged', value: '0x7a69' });
  // SEC-11: typed data for a chain that is not the session's.
  expectRefused(await request(page, 'eth_signTypedData_v4', [firstAccount, JSON.stringify(mail)]), -32602);
});

import { setTimeout } from 'node:timers/promises';
import { mail } from '../../core/typed-data-fixture';
import { connect, expect, letIn, openConnected, test } from '../harness/firefox-fixtures';
import { request, watchEvents } from '../harness/provider';
import { click, closed, find, findOpen, see, settle } from '../harness/screen';
import { askSignature, expectRefused, firstAccount, signature } from '../harness/stories';

test("Firefox: MetaMask's test dApp connects, signs in, switches the network and sends, by its own buttons", async ({
  firefox,
  dappUrl,
  chain,
}) => {
  const page = await firefox.openSite(dappUrl);
  await click(page, 'Use Sekisho');
  await page.click('#connectButton');
  await letIn(await firefox.requestWindow());
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
  await page.waitForFunction(() => document.querySelector('#siweResult')?.textContent?.startsWith('0x'));
  await page.bringToFront();
  await page.click('#siweBadDomain');
  await page.waitForFunction(() => document.querySelector('#siweResult')?.textContent?.startsWith('Error'));

  const events = await watchEvents(page);
  const switching = request(page, 'wallet_switchEthereumChain', [{ chainId: '0x7a69' }]);
  await settle(await firefox.requestWindow(), 'Approve');
  expect(await switching).toEqual({ ok: true, value: null });
  await expect.poll(events).toContainEqual({ event: 'chainChanged', value: '0x7a69' });
  // SEC-11: typed data for a chain that is not the session's.
  expectRefused(await request(page, 'eth_signTypedData_v4', [firstAccount, JSON.stringify(mail)]), -32602);

  await page.bringToFront();
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

test('Firefox: SEC-7: a button that approves is open only in front, Enter and scripts never approve, Space does', async ({
  firefox,
  framePages,
}) => {
  framePages.put('/', '<p>A site</p>');
  const page = await openConnected(firefox, framePages.url('/'));
  const askTyped = () => request(page, 'eth_signTypedData_v4', [firstAccount, JSON.stringify(mail)]);
  const asked = askTyped();
  const window = await firefox.requestWindow();
  await see(window, 'Hello, Bob!');
  expect(await window.evaluate(() => document.activeElement?.textContent)).toBe('Reject');
  const sign = await findOpen(window, 'Sign');
  await page.bringToFront();
  const isDisabled = () => sign.evaluate((button) => button.matches(':disabled'));
  await expect.poll(isDisabled).toBe(true);
  // Longer than the delay: it stays so for as long as another tab is in front.
  await setTimeout(1_500);
  expect(await isDisabled()).toBe(true);
  await window.bringToFront();
  await findOpen(window, 'Sign');
  await sign.evaluate((button) => button instanceof HTMLElement && button.click());
  await sign.focus();
  await window.keyboard.press('Enter');
  // What had been approved could not be refused any more.
  await settle(window, 'Reject');
  expectRefused(await asked, 4001);

  await page.bringToFront();
  const again = askTyped();
  const next = await firefox.requestWindow();
  const open = await findOpen(next, 'Sign');
  await open.focus();
  await next.keyboard.press(' ');
  await closed(next);
  expect(await again).toMatchObject(signature);
});

test('Firefox: a refusal is 4001, and who ends a session, the site or the person, is told to both', async ({
  firefox,
  framePages,
}) => {
  framePages.put('/', '<p>A site</p>');
  const page = await firefox.openSite(framePages.url('/'));
  const connecting = request(page, 'eth_requestAccounts');
  await settle(await firefox.requestWindow(), 'Decline');
  expectRefused(await connecting, 4001);
  await connect(firefox, page);
  const asked = askSignature(page, 'no');
  await settle(await firefox.requestWindow(), 'Reject');
  expectRefused(await asked, 4001);
  expect(await request(page, 'wallet_revokePermissions', [{ eth_accounts: {} }])).toEqual({
    ok: true,
    value: null,
  });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expectRefused(await askSignature(page, 'not asked again'), 4100);

  // The popup lists first what ends first, and no more than a few.
  await connect(firefox, page, { length: '1 hour' });
  const events = await watchEvents(page);
  const popup = await firefox.openPopup();
  const session = await find(popup, 'listitem', `Session with ${new URL(page.url()).host}`);
  const end = await find(session, 'button', 'End session');
  await end.click();
  await see(popup, 'You ended this session');
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
  expectRefused(await askSignature(page, 'not asked again'), 4100);
});

import { settle } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request, watchEvents, type Answer } from './harness/provider';
import { connect, expectRefused, firstAccount, secondAccount } from './harness/stories';

const local = 'Localhost 8545';
const oneEther = 10n ** 18n;

test.beforeEach(async ({ extension, page, siteUrl, chain }) => {
  expect(chain.chainId).toBe(31_337);
  await extension.importWallet();
  await page.goto(siteUrl);
  await page.bringToFront();
  await connect(extension, page, { network: local });
});

function hashOf(answer: Answer): string {
  if (!answer.ok || typeof answer.value !== 'string') throw new Error(`No hash: ${JSON.stringify(answer)}`);
  return answer.value;
}

test('money goes where the screen says, and the list shows it confirmed', async ({
  extension,
  page,
  chain,
}) => {
  const before = BigInt(await chain.request('eth_getBalance', [secondAccount, 'latest']));
  const transaction = { from: firstAccount, to: secondAccount, value: `0x${oneEther.toString(16)}` };
  const asked = request(page, 'eth_sendTransaction', [transaction]);
  const window = await extension.requestWindow();
  await expect(window.getByRole('heading', { name: 'Confirm transaction' })).toBeVisible();
  await expect(window.getByText(/1 ETH/).first()).toBeVisible();
  await settle(window, 'Confirm');
  const hash = hashOf(await asked);
  const receipt = await chain.request('eth_getTransactionReceipt', [hash]);
  expect(receipt).toMatchObject({ status: '0x1', type: '0x2' });
  expect(BigInt(await chain.request('eth_getBalance', [secondAccount, 'latest'])) - before).toBe(oneEther);
});

test('a rejected transaction is refused with 4001 and nothing is sent', async ({
  extension,
  page,
  chain,
}) => {
  const count = await chain.request('eth_getTransactionCount', [firstAccount, 'latest']);
  const asked = request(page, 'eth_sendTransaction', [
    { from: firstAccount, to: secondAccount, value: '0x1' },
  ]);
  await settle(await extension.requestWindow(), 'Reject');
  expectRefused(await asked, 4001);
  expect(await chain.request('eth_getTransactionCount', [firstAccount, 'latest'])).toBe(count);
});

test('a transaction whose worker dies is broadcast once', async ({ extension, page, chain }) => {
  const asked = request(page, 'eth_sendTransaction', [
    { from: firstAccount, to: secondAccount, value: '0x1' },
  ]);
  const window = await extension.requestWindow();
  await expect(window.getByRole('button', { name: 'Confirm', exact: true })).toBeEnabled();
  await extension.killWorker();
  await window.bringToFront();
  await settle(window, 'Confirm');
  hashOf(await asked);
  expect(await chain.request('eth_getTransactionCount', [firstAccount, 'latest'])).toBe('0x1');
});

test('funds that do not suffice are said in a sentence, and cannot be confirmed', async ({
  extension,
  page,
}) => {
  const value = `0x${(1_000_000n * oneEther).toString(16)}`;
  void request(page, 'eth_sendTransaction', [{ from: firstAccount, to: secondAccount, value }]).catch(
    () => null,
  );
  const window = await extension.requestWindow();
  await expect(window.getByText(/This needs 1,000,000.* but the account has 10,000 ETH/)).toBeVisible();
  await expect(window.getByRole('button', { name: 'Confirm', exact: true })).toBeDisabled();
});

test('an unlimited approval is warned of in words', async ({ extension, page }) => {
  const data = `0x095ea7b3${secondAccount.slice(2).padStart(64, '0')}${'f'.repeat(64)}`;
  void request(page, 'eth_sendTransaction', [{ from: firstAccount, to: `0x${'12'.repeat(20)}`, data }]).catch(
    () => null,
  );
  const window = await extension.requestWindow();
  await expect(window.getByText(/unlimited|without limit|no limit/i).first()).toBeVisible();
});

test('a switch of network is asked, tells the page, and drops nothing else', async ({ extension, page }) => {
  const events = await watchEvents(page);
  expect(await request(page, 'eth_chainId')).toEqual({ ok: true, value: '0x7a69' });
  const asked = request(page, 'wallet_switchEthereumChain', [{ chainId: '0x1' }]);
  const window = await extension.requestWindow();
  await expect(window.getByRole('heading', { name: 'Switch network' })).toBeVisible();
  await settle(window, 'Approve');
  expect(await asked).toEqual({ ok: true, value: null });
  expect(await request(page, 'eth_chainId')).toEqual({ ok: true, value: '0x1' });
  await expect.poll(events).toContainEqual({ event: 'chainChanged', value: '0x1' });
});

test('a switch to a chain that the wallet does not know is refused with 4902', async ({ page }) => {
  expectRefused(await request(page, 'wallet_switchEthereumChain', [{ chainId: '0x3b9ac9ff' }]), 4902);
});

test('the chain is read through the wallet', async ({ page }) => {
  expect(await request(page, 'eth_getBalance', [secondAccount, 'latest'])).toMatchObject({ ok: true });
  expectRefused(await request(page, 'eth_getBalance', ['nonsense', 'latest']), -32602);
});

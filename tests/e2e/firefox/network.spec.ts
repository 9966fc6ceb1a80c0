import { startLocalChain } from '../../../scripts/local-chain.mjs';
import { openConnected, expect, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';
import { findOpen, see, settle, until } from '../harness/screen';
import { firstAccount, secondAccount } from '../harness/stories';

test('Firefox: a network that goes away while a transaction is read is told as offline, and the transaction goes through once', async ({
  // The chain is new for each story, and a wallet counts what it sent: this one has sent nothing.
  newFirefox: firefox,
  framePages,
  chain,
}) => {
  framePages.put('/', '<p>A site</p>');
  await firefox.importWallet();
  const page = await openConnected(firefox, framePages.url('/'), { network: chain.name });
  const asked = request(page, 'eth_sendTransaction', [
    { from: firstAccount, to: secondAccount, value: '0x1' },
  ]);
  const window = await firefox.requestWindow();
  const confirm = await findOpen(window, 'Confirm');

  // A connection that is open already would outlive the network's end.
  await chain.stop();
  await firefox.setOffline(true);
  await see(window, 'The request waits here; nothing was sent.');
  expect(await confirm.evaluate((button) => button.matches(':disabled, [aria-disabled="true"]'))).toBe(true);

  const again = await startLocalChain();
  await firefox.setOffline(false);
  await until('the network', () =>
    window.evaluate(() => (document.body.innerText.includes('Offline') ? undefined : true)),
  );
  await settle(window, 'Confirm');
  expect(await asked).toMatchObject({ ok: true });
  expect(await again.request('eth_getTransactionCount', [firstAccount, 'latest'])).toBe('0x1');
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  await again.stop();
});

import { keystore } from '../../src/adapters/vault/keystore';
import { makeVault, phraseAccount } from '../adapters/vault/vault-fixture';

declare global {
  interface Window {
    /** Times of so many signatures with an open vault, in ms. The account's address has warmed the curve up. */
    benchSignatures: (count: number) => Promise<readonly number[]>;
  }
}

window.benchSignatures = async (count) => {
  const { vault, dataKey } = await makeVault();
  const account = await phraseAccount(vault, dataKey, 0);
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const started = performance.now();
    await keystore.signMessage(vault, dataKey, account, '0x68656c6c6f');
    times.push(performance.now() - started);
  }
  return times;
};

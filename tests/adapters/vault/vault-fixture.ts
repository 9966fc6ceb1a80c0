import { accountOf } from '../../../src/adapters/vault/signing';
import { keystore } from '../../../src/adapters/vault/keystore';
import type { Account } from '../../../src/core/account';
import { derivationNow, withKey, type KeyDerivation, type VaultRecord } from '../../../src/core/vault';

/** The phrase of every development chain: its accounts are known to all. */
export const knownPhrase = 'test test test test test test test test test test test junk';
export const knownAccounts = [
  '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
] as const;

/** The key of EIP-712's example: keccak256("cow"). */
export const cowKey = '0xc85ef7d79691fe79573b1a7064c19c1a9819ebdbd1faaab1a8ec92344438aaf4';
export const cow = '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826';

export const passwordKey = '11'.repeat(32);
export const otherPasswordKey = '22'.repeat(32);

export const derivation: KeyDerivation = { ...derivationNow, salt: '5a'.repeat(16) };

export const importedAccount: Account = {
  ...accountOf(cowKey),
  name: 'Cow',
  source: { kind: 'private-key' },
};

/** A vault with the known phrase and one imported key. */
export async function makeVault(): Promise<{ vault: VaultRecord; dataKey: string }> {
  const { vault, dataKey } = await keystore.create(knownPhrase, passwordKey, derivation);
  return { vault: withKey(vault, await keystore.sealKey(dataKey, cowKey)), dataKey };
}

/** An account of the vault's phrase. */
export async function phraseAccount(vault: VaultRecord, dataKey: string, index: number): Promise<Account> {
  const derived = await keystore.deriveAccount(vault, dataKey, index);
  return { ...derived, name: `Account ${index + 1}`, source: { kind: 'phrase', index } };
}

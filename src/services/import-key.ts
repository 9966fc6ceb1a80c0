import type { Account } from '../core/account';
import { done, failed, type Outcome } from '../core/outcome';
import { withKey } from '../core/vault';
import { commit } from './now';
import type { Ports } from './ports';
import { unlockedKey } from './unlocked-key';

/** Imports a private key as an account. The recovery phrase does not bring it back. */
export async function importKey(
  ports: Ports,
  { privateKey, name }: { readonly privateKey: string; readonly name: string },
): Promise<Outcome<Account>> {
  const dataKey = await unlockedKey(ports);
  if (dataKey === null) return failed({ fault: 'locked' });
  const found = await ports.phraseRules.accountOfKey(privateKey);
  if (found === null) return failed({ fault: 'malformed-key' });
  const { key, address, checksummed } = found;
  const vault = await ports.store.read((reads) => reads.vault());
  const sealed = await ports.keystore.sealKey(dataKey, key);
  const account: Account = { address, checksummed, name, source: { kind: 'private-key' } };
  const outcome = await commit(ports, async (writes): Promise<Outcome<Account>> => {
    const current = await writes.vault();
    if (current === null || current.id !== vault?.id) return failed({ fault: 'gone' });
    const accounts = await writes.accounts();
    if (accounts.some((each) => each.address === address)) return failed({ fault: 'duplicate-account' });
    await writes.putVault(withKey(current, sealed));
    await writes.putAccounts([...accounts, account]);
    return done(account);
  });
  ports.attention.changed(['accounts', 'overview']);
  return outcome;
}

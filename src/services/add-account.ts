import type { Account } from '../core/account';
import { done, failed, type Outcome } from '../core/outcome';
import type { VaultRecord } from '../core/vault';
import { commit } from './now';
import type { Ports } from './ports';
import { unlockedKey } from './unlocked-key';

/** Adds the phrase's next account: the lowest index that is free, so that a removed one comes back first. */
export async function addAccount(ports: Ports, name: string): Promise<Outcome<Account>> {
  const dataKey = await unlockedKey(ports);
  if (dataKey === null) return failed({ fault: 'locked' });
  for (;;) {
    const { vault, accounts } = await ports.store.read(async (reads) => ({
      vault: await reads.vault(),
      accounts: await reads.accounts(),
    }));
    if (vault === null) return failed({ fault: 'no-vault' });
    const account = { ...(await nextAccount(ports, vault, dataKey, accounts)), name };
    const added = await commit(ports, async (writes) => {
      const current = await writes.accounts();
      if ((await writes.vault())?.id !== vault.id) return 'other-vault';
      if (current.some(({ address }) => address === account.address)) return 'taken';
      await writes.putAccounts([...current, account]);
      return 'added';
    });
    if (added === 'other-vault') return failed({ fault: 'gone' });
    if (added === 'taken') continue;
    ports.attention.changed(['accounts', 'overview']);
    return done(account);
  }
}

/** An account that was imported by its key is passed over. */
async function nextAccount(
  { keystore }: Ports,
  vault: VaultRecord,
  dataKey: string,
  accounts: readonly Account[],
): Promise<Omit<Account, 'name'>> {
  const known = new Set(accounts.map(({ address }) => address));
  const taken = new Set(accounts.map(({ source }) => (source.kind === 'phrase' ? source.index : null)));
  for (let index = 0; ; index += 1) {
    if (taken.has(index)) continue;
    const derived = await keystore.deriveAccount(vault, dataKey, index);
    if (!known.has(derived.address)) return { ...derived, source: { kind: 'phrase', index } };
  }
}

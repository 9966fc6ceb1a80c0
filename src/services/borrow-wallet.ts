import { noFailedAttempts } from '../core/unlock-attempts';
import type { VaultRecord } from '../core/vault';
import type { WalletCopy } from '../core/wallet-contents';
import { afterEnds } from './end-session';
import { leaveSessions } from './leave-sessions';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { putSettings } from './put-settings';
import { unlockedKey } from './unlocked-key';
import { allLiveSessions, writeEnds } from './write-ends';

/**
 * The worker of Chrome's private windows has no wallet of its own: it takes the vault from the second copy, and what
 * lies sealed beside it while the vault is unlocked. It never writes there, and takes no session from it (SEC-26).
 * Its sessions follow what became of the wallet meanwhile. Only where the wallet is borrowed.
 */
export async function borrowWallet(ports: Ports): Promise<void> {
  if (ports.wallet !== 'borrowed') return;
  const [copied, dataKey] = await Promise.all([ports.copy.vault(), unlockedKey(ports)]);
  if (copied === null) return;
  const key = dataKey === null ? null : await ports.cipher.deriveKey(dataKey, 'copy');
  const contents = key === null ? null : await ports.copy.open(key);
  await commit(ports, async (writes, at) => {
    const before = await writes.vault();
    await writes.putVault(copied.vault);
    if (isOther(before, copied.vault)) {
      const end = { reason: 'wallet-reset', at: at.now, limit: null, device: null } as const;
      await writeEnds(writes, await allLiveSessions(writes), end);
      await writes.putAccounts([]);
      await writes.putUnlockAttempts(noFailedAttempts);
    }
    if (contents === null) return;
    const kept = new Set(contents.accounts.map(({ address }) => address));
    const lost = (await writes.accounts()).map(({ address }) => address).filter((each) => !kept.has(each));
    await takeOver(writes, contents);
    await leaveSessions(writes, new Set(lost), at);
  });
  ports.attention.changed(['accounts', 'networks', 'settings', 'requests']);
  await afterEnds(ports, null);
}

/** The wallet was made anew with its phrase, or another took its place. */
function isOther(before: VaultRecord | null, now: VaultRecord): boolean {
  return before !== null && before.id !== now.id;
}

async function takeOver(writes: Writes, { accounts, settings, networks, tokens }: WalletCopy): Promise<void> {
  await writes.putAccounts(accounts);
  await putSettings(writes, settings);
  for (const network of networks) await writes.putAddedNetwork(network);
  for (const token of tokens) await writes.putToken(token);
}

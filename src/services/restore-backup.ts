import type { Account } from '../core/account';
import type { Address } from '../core/address';
import type { BackupFile } from '../core/backup';
import { firstChain } from '../core/network';
import { networkOf } from '../core/networks';
import { done, failed, type Outcome } from '../core/outcome';
import type { Settings } from '../core/settings';
import { noFailedAttempts } from '../core/unlock-attempts';
import type { VaultRecord } from '../core/vault';
import { missingFrom, type WalletCopy } from '../core/wallet-contents';
import { addFromBackup, type Restored } from './add-from-backup';
import { afterEnds } from './end-session';
import { endInPrivate } from './follow-in-private';
import { leaveSessions } from './leave-sessions';
import { commit } from './now';
import { openBackup, type OpenedBackup } from './open-backup';
import type { Ports } from './ports';
import { noteRestored, putContents, relaysAfter } from './put-contents';
import { putSettings } from './put-settings';
import { forgetClaims } from './note-claims';
import { holdKey } from './unlocked-key';
import { endAllWithWallet } from './write-ends';

/** A backup, the key of its own password, and whether another wallet may go for it. */
export interface BackupRestore {
  readonly file: BackupFile;
  readonly passwordKey: string;
  readonly isReplacing: boolean;
}

/**
 * Reads a backup back. Where there is no wallet, it is the wallet from then on, unlocked, under the backup's password;
 * to the same wallet it adds what that lacks; another one's place it takes only where the person means that.
 */
export async function restoreBackup(ports: Ports, asked: BackupRestore): Promise<Outcome<Restored>> {
  const opened = await openBackup(ports, asked.file, asked.passwordKey);
  if (!opened.ok) return opened;
  const backup = opened.value;
  const { vault, accounts } = await ports.store.read(async (reads) => ({
    vault: await reads.vault(),
    accounts: await reads.accounts(),
  }));
  if (vault === null) return moveIn(ports, backup, null);
  if (await isSameWallet(ports, backup, vault, accounts)) return addFromBackup(ports, backup, vault);
  return asked.isReplacing ? moveIn(ports, backup, vault) : failed({ fault: 'other-wallet' });
}

/** The same vault, or one around the same phrase: it gives an account that is here. */
async function isSameWallet(
  { keystore }: Ports,
  backup: OpenedBackup,
  vault: VaultRecord,
  accounts: readonly Account[],
): Promise<boolean> {
  if (vault.id === backup.vault.id) return true;
  for (const { address, source } of accounts) {
    if (source.kind !== 'phrase') continue;
    const derived = await keystore.deriveAccount(backup.vault, backup.dataKey, source.index);
    if (derived.address === address) return true;
  }
  return false;
}

/** The backup's wallet in an empty place, or in that of another. */
async function moveIn(
  ports: Ports,
  backup: OpenedBackup,
  replaced: VaultRecord | null,
): Promise<Outcome<Restored>> {
  const { vault, dataKey, copy } = backup;
  const copyKey = await ports.cipher.deriveKey(dataKey, 'copy');
  // The phrase that was typed for the wallet before is not this one's. Where this fails, nothing was changed.
  await ports.coordinations.clear();
  const moved = await commit(ports, async (writes, at) => {
    if ((await writes.vault())?.id !== replaced?.id) return null;
    const before = await writes.settings();
    if (replaced !== null) await endAllWithWallet(writes, at.now);
    const kept = new Set(copy.accounts.map(({ address }) => address));
    const lost = (await writes.accounts()).map(({ address }) => address).filter((each) => !kept.has(each));
    await leaveSessions(writes, new Set(lost), at);
    const networks = await writes.addedNetworks();
    const known = [...networks, ...missingFrom({ accounts: [], networks, tokens: [] }, copy).networks];
    const settings: Settings = {
      ...(replaced === null ? copy.settings : before),
      account: accountOnFirstScreen(copy),
      chain: networkOf(copy.settings.chain, known) === null ? firstChain : copy.settings.chain,
      isPhraseSaved: copy.settings.isPhraseSaved,
      ...relaysAfter(before, copy.settings),
      // Who answers for this device sets them here, and for no other.
      areRelaysManaged: before.areRelaysManaged,
    };
    // What the copy of a lost vault held is of no use to this one: this wallet is complete as it is.
    if (at.isRestoring) await writes.putLoss(null);
    await writes.putVault(vault);
    await writes.putCopyKey(copyKey);
    await writes.putAccounts(copy.accounts);
    await forgetClaims(writes);
    await putSettings(writes, settings);
    await writes.putUnlockAttempts(noFailedAttempts);
    const { accounts: _, ...added } = await putContents(writes, copy, at.now);
    await noteRestored(writes, backup, vault, at.now);
    return { now: at.now, settings, added };
  });
  if (moved === null) return failed({ fault: 'gone' });
  await holdKey(ports, dataKey, moved);
  ports.attention.changed(['accounts', 'settings', 'networks', 'transactions', 'relays', 'devices']);
  await afterEnds(ports, null);
  if (replaced !== null) await endInPrivate(ports);
  const kind = replaced === null ? 'new' : 'replaced';
  return done({ kind, accounts: copy.accounts.length, ...moved.added });
}

function accountOnFirstScreen({ accounts, settings }: WalletCopy): Address | null {
  const chosen = accounts.find(({ address }) => address === settings.account) ?? accounts[0];
  return chosen?.address ?? null;
}

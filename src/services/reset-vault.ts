import type { Account } from '../core/account';
import type { Circumstances } from '../core/decide';
import { done, failed, type Outcome } from '../core/outcome';
import { noFailedAttempts } from '../core/unlock-attempts';
import { isRaiseDue, type KeyDerivation } from '../core/vault';
import { afterEnds } from './end-session';
import { endInPrivate } from './follow-in-private';
import { leaveSessions } from './leave-sessions';
import { commit } from './now';
import type { OpenedVault, Ports, Writes } from './ports';
import { stateWithin } from './session-state';
import { forgetClaims } from './note-claims';
import { holdKey } from './unlocked-key';
import { allLiveSessions, walletReset, writeEnds } from './write-ends';

/** What stands in for a forgotten password. */
export interface VaultReset {
  readonly phrase: string;
  readonly passwordKey: string;
  readonly derivation: KeyDerivation;
  /** The person means another wallet's phrase: that wallet takes this one's place, and this is its first account's name. */
  readonly replacement?: { readonly accountName: string } | undefined;
}

/**
 * "Forgot password?": a new vault around the recovery phrase, under a new password. The phrase's accounts stay, with
 * their names; imported keys cannot be opened without the old password, and are lost. Every session ends with
 * `wallet-reset`, in one transaction with the vault. The vault is unlocked afterwards.
 */
export async function resetVault(ports: Ports, asked: VaultReset): Promise<Outcome<null>> {
  const verdict = await ports.phraseRules.check(asked.phrase);
  if (!verdict.ok) return verdict;
  if (isRaiseDue(asked.derivation)) return failed({ fault: 'invalid' });
  const before = await ports.store.read(async (reads) => ({
    vault: await reads.vault(),
    accounts: await reads.accounts(),
  }));
  if (before.vault === null) return failed({ fault: 'no-vault' });
  const opened = await ports.keystore.create(verdict.phrase, asked.passwordKey, asked.derivation);
  const accounts = await accountsOf(ports, opened, before.accounts, asked.replacement?.accountName);
  if (accounts === null) return failed({ fault: 'wrong-phrase' });
  const copyKey = await ports.cipher.deriveKey(opened.dataKey, 'copy');
  // Before anything is changed: where this fails, the wallet is the one that was.
  await ports.coordinations.clear();
  const reset = await commit(ports, async (writes, at) => {
    if ((await writes.vault())?.id !== before.vault?.id) return null;
    await endSessions(writes, accounts, at);
    const settings = await writes.settings();
    const isSelectedKept = accounts.some(({ address }) => address === settings.account);
    const chosen = {
      ...settings,
      account: isSelectedKept ? settings.account : (accounts[0]?.address ?? null),
      isPhraseSaved: true,
    };
    // What the old vault's copy held cannot be read without its password: this wallet is complete as it is.
    if (at.isRestoring) await writes.putLoss(null);
    await writes.putVault(opened.vault);
    await writes.putCopyKey(copyKey);
    await writes.putAccounts(accounts);
    await writes.putSettings(chosen);
    await forgetClaims(writes);
    await writes.putUnlockAttempts(noFailedAttempts);
    await writes.appendJournal(at.now, { kind: 'vault-reset' });
    return { now: at.now, settings: chosen };
  });
  if (reset === null) return failed({ fault: 'gone' });
  await holdKey(ports, opened.dataKey, reset);
  ports.attention.changed(['accounts', 'settings']);
  await afterEnds(ports, null);
  await endInPrivate(ports);
  await ports.coordinations.notePhrase();
  return done(null);
}

/** The accounts that this phrase keeps, or the first one of another wallet; null where that was not meant. */
async function accountsOf(
  { keystore }: Ports,
  { vault, dataKey }: OpenedVault,
  before: readonly Account[],
  firstName: string | undefined,
): Promise<readonly Account[] | null> {
  const kept: Account[] = [];
  for (const account of before) {
    if (account.source.kind !== 'phrase') continue;
    const derived = await keystore.deriveAccount(vault, dataKey, account.source.index);
    if (derived.address === account.address) kept.push(account);
  }
  if (kept.length > 0) return kept;
  // Where only imported keys were left, no phrase is a stranger's: nothing else could be lost.
  const isOfThisWallet = before.every(({ source }) => source.kind !== 'phrase');
  // Where none is left, the store was lost.
  const name = firstName ?? (isOfThisWallet ? (before[0]?.name ?? 'Account 1') : undefined);
  if (name === undefined) return null;
  const first = await keystore.deriveAccount(vault, dataKey, 0);
  return [{ ...first, name, source: { kind: 'phrase', index: 0 } }];
}

async function endSessions(writes: Writes, kept: readonly Account[], at: Circumstances): Promise<void> {
  const known = new Set(kept.map(({ address }) => address));
  const lost = (await writes.accounts())
    .map(({ address }) => address)
    .filter((address) => !known.has(address));
  await leaveSessions(writes, new Set(lost), at);
  for (const session of await allLiveSessions(writes)) {
    const state = await stateWithin(writes, session, at);
    if (state.state !== 'active') continue;
    await writeEnds(writes, [session], walletReset(at.now));
  }
}

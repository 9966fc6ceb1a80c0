import { everyItem } from '../../core/pages';
import type { JournalEntry } from '../../core/journal';
import { isRestoring, type Loss } from '../../core/loss';
import type { Session, SessionId } from '../../core/session';
import type { Millis } from '../../core/units';
import { isOffer, type WalletContents } from '../../core/wallet-contents';
import type { CopiedVault, Reads, Writes } from '../../services/ports';
import { generationTable } from './copy-rows';
import type { FirstRow } from './database';
import type { RowReads, RowWrites } from './rows';

/** What one write did to that which the second copy holds. */
export interface CopyNotes {
  isVaultChanged: boolean;
  areContentsChanged: boolean;
  isKeyNew: boolean;
  /** Null: no longer worth noting. */
  readonly sessions: Map<SessionId, Session | null>;
}

/** What the second copy has to take over from one write. */
export interface CopyChange {
  readonly generation: number;
  /** Null before the vault was first opened: nothing can be sealed. */
  readonly key: string | null;
  /** Null: unchanged. */
  readonly vault: CopiedVault | null;
  readonly contents: WalletContents | null;
  readonly sessions: ReadonlyMap<SessionId, Session | null>;
  /** It is to be made from the whole store. */
  readonly isWhole: boolean;
}

/** All that a copy holds, as of one generation. */
export interface WholeCopy {
  readonly generation: number;
  readonly key: string | null;
  readonly vault: CopiedVault;
  readonly contents: WalletContents;
  readonly sessions: readonly Session[];
}

export function newCopyNotes(): CopyNotes {
  return { isVaultChanged: false, areContentsChanged: false, isKeyNew: false, sessions: new Map() };
}

/** One session stands where another, or none, has stood. That it was used again changes no offer. */
export function noteSession(notes: CopyNotes, before: Session | null, after: Session | null): void {
  if (before !== null && before.id !== after?.id) notes.sessions.set(before.id, null);
  if (after === null || (before !== null && essence(before) === essence(after))) return;
  notes.sessions.set(after.id, isOffer(after, after.end?.at ?? 0) ? after : null);
}

function essence(session: Session): string {
  return JSON.stringify({ ...session, lastUsedAt: 0, isWarned: false });
}

/** The same writes, which note what the second copy has to follow. */
export function noting(writes: Writes, notes: CopyNotes): Writes {
  const changing = (act: () => Promise<void>) => {
    notes.areContentsChanged = true;
    return act();
  };
  return {
    ...writes,
    putVault(vault) {
      notes.isVaultChanged = true;
      return writes.putVault(vault);
    },
    putUnlockAttempts(attempts) {
      notes.isVaultChanged = true;
      return writes.putUnlockAttempts(attempts);
    },
    putCopyKey(key) {
      notes.isKeyNew = true;
      return writes.putCopyKey(key);
    },
    putAccounts: (accounts) => changing(() => writes.putAccounts(accounts)),
    putSettings: (settings) => changing(() => writes.putSettings(settings)),
    putAddedNetwork: (network) => changing(() => writes.putAddedNetwork(network)),
    deleteAddedNetwork: (chain) => changing(() => writes.deleteAddedNetwork(chain)),
    putToken: (token) => changing(() => writes.putToken(token)),
    deleteToken: (chain, address) => changing(() => writes.deleteToken(chain, address)),
  };
}

/** The last step of a write: what the copy has to take over, in the next generation; null where there is nothing. */
export async function changeOfCopy(
  rows: RowWrites,
  reads: Reads,
  notes: CopyNotes,
): Promise<CopyChange | null> {
  const { isVaultChanged, areContentsChanged, isKeyNew, sessions } = notes;
  if (!isVaultChanged && !areContentsChanged && !isKeyNew && sessions.size === 0) return null;
  // Until what was lost is back, the copy is all that there is, and stays as it is.
  if (isRestoring(await reads.loss())) return null;
  const vault = await reads.vault();
  if (vault === null) return null;
  const generation = (await generationOf(rows)) + 1;
  await rows.put(generationTable, 'generation', { name: 'generation', value: generation });
  return {
    generation,
    key: await reads.copyKey(),
    vault: isVaultChanged ? { vault, attempts: await reads.unlockAttempts() } : null,
    contents: areContentsChanged ? await readContents(reads) : null,
    sessions,
    isWhole: isKeyNew,
  };
}

/** The generation of the store; 0 before its first. */
export async function generationOf(rows: Pick<RowWrites, 'get'>): Promise<number> {
  return (await rows.get(generationTable, 'generation'))?.value ?? 0;
}

async function everySession(reads: Reads): Promise<readonly Session[]> {
  const live = await everyItem((limit, after) => reads.liveSessions(limit, after));
  return [...live, ...(await everyItem((limit, after) => reads.endedSessions(limit, after)))];
}

/** What is the person's beside the vault. */
async function readContents(reads: Reads): Promise<WalletContents> {
  return {
    accounts: await reads.accounts(),
    settings: await reads.settings(),
    networks: await reads.addedNetworks(),
    tokens: await reads.everyToken(),
  };
}

/** All that the copy is to hold; null where there is no wallet, or what was lost is not back. */
export async function readWholeCopy(rows: RowReads, reads: Reads): Promise<WholeCopy | null> {
  const vault = await reads.vault();
  if (vault === null || isRestoring(await reads.loss())) return null;
  return {
    generation: await generationOf(rows),
    key: await reads.copyKey(),
    vault: { vault, attempts: await reads.unlockAttempts() },
    contents: await readContents(reads),
    sessions: (await everySession(reads)).filter((session) => isOffer(session, session.end?.at ?? 0)),
  };
}

/** What the database of private windows begins with: they borrow the wallet, and have lost nothing. */
export function rowsOfBorrowed(copied: CopiedVault | 'damaged' | null): readonly FirstRow[] {
  if (copied === null || copied === 'damaged') return [];
  return [
    { store: 'vault', row: { name: 'vault', vault: copied.vault } },
    { store: 'meta', row: { name: 'unlockAttempts', value: copied.attempts } },
  ];
}

/** The rows of a new database whose person goes on without the copy of this generation. */
export function rowsOfEmpty(generation: number): readonly FirstRow[] {
  return [{ store: 'meta', row: { name: 'generation', value: generation } }];
}

/** The rows of a new database where the copy says that there was one before: its vault, and that the rest is to come. */
export function rowsOfLost(copied: CopiedVault | null, generation: number, now: Millis): readonly FirstRow[] {
  if (copied === null) return [];
  const loss: Loss = { what: 'store', at: now, restored: null };
  const entry: JournalEntry = { at: now, event: { kind: 'storage-lost', what: 'store' } };
  return [
    { store: 'vault', row: { name: 'vault', vault: copied.vault } },
    { store: 'meta', row: { name: 'unlockAttempts', value: copied.attempts } },
    { store: 'meta', row: { name: 'loss', value: loss } },
    ...rowsOfEmpty(generation),
    { store: 'journal', row: { entry } },
  ];
}

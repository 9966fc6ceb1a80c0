import type { Account } from './account';
import type { Address } from './address';
import type { Settings } from './settings';
import { day, type Millis } from './units';
import type { Sealed, VaultRecord } from './vault';

/** The version of the file that is written; a later one is not read. */
export const backupVersion = 1;

/** The longest file that is read, in characters: some thousand sessions; an ordinary one has a few thousand characters. */
export const longestBackup = 8 * 1024 * 1024;

/** The most sessions that a backup notes, as far as the file has room: the live ones first, then those that ended last. */
export const mostOffersInBackup = 2_000;

/** A wallet in a file. It says in the clear when and by what it was made; everything else is encrypted (SEC-15). */
export interface BackupFile {
  readonly version: typeof backupVersion;
  readonly madeAt: Millis;
  /** The version of Sekisho that made it. */
  readonly app: string;
  /** As it was stored: it opens with the password that it had then. */
  readonly vault: VaultRecord;
  /** A `WalletCopy` under a key that only the data key gives. */
  readonly sealed: Sealed;
}

/**
 * What stands in the clear, as one text: it is authenticated with what is sealed, so that none of it can be changed.
 * Field by field, because objects that are equal may name their fields in another order.
 */
export function clearPartOf({ version, madeAt, app, vault }: Omit<BackupFile, 'sealed'>): string {
  const { algorithm, memory, iterations, parallelism, salt } = vault.derivation;
  return JSON.stringify([
    [version, madeAt, app, vault.version, vault.id],
    [algorithm, memory, iterations, parallelism, salt],
    [vault.wrappedKey.iv, vault.wrappedKey.data],
    vault.secrets.map((secret) => [secret.type, secret.id, secret.version, secret.iv, secret.data]),
  ]);
}

/** What a file has beside what stands in the clear and what is sealed, in characters: its names, IV and checksum. */
const aroundParts = 512;

/** What AES-GCM adds to what it seals, in bytes. */
const sealTag = 16;

/**
 * How long what is sealed may be, in bytes before it is sealed, so that the file is read again. Sealed it is hex: two
 * characters for a byte. Below zero where the vault alone is too long.
 */
export function roomInBackup(clear: Omit<BackupFile, 'sealed'>): number {
  const left = longestBackup - JSON.stringify(clear).length - aroundParts;
  return Math.floor(left / 2) - sealTag;
}

/** What this device knows of its backups. */
export interface BackupFacts {
  readonly last: BackupNote | null;
  /** The person wants to hear of it no sooner. */
  readonly remindAt: Millis;
}

/** A backup that the person has: it was made here, or read back here. */
export interface BackupNote {
  readonly madeAt: Millis;
  /** The id of the vault whose keys are in it. */
  readonly vault: string;
  readonly accounts: readonly Address[];
}

export const noBackups: BackupFacts = { last: null, remindAt: 0 };

/** How long "Remind me later" is. */
export const reminderPause: Millis = 7 * day;

/**
 * What a person stands to lose: the whole wallet, the imported keys, which no phrase brings back, or, while no second
 * copy can be written, what is not in their last backup.
 */
export type BackupReminder = 'wallet' | 'imported-keys' | 'second-copy';

/** What there is to remind of at `now`; null: nothing, or not yet again. */
export function reminderOf(
  { last, remindAt }: BackupFacts,
  wallet: {
    readonly vault: VaultRecord | null;
    readonly accounts: readonly Account[];
    readonly settings: Settings;
    readonly isCopyBehind: boolean;
  },
  now: Millis,
): BackupReminder | null {
  if (wallet.vault === null || now < remindAt) return null;
  if (wallet.isCopyBehind) return 'second-copy';
  const saved = last?.vault === wallet.vault.id ? last : null;
  if (saved === null && !wallet.settings.isPhraseSaved) return 'wallet';
  const isLeftOut = ({ source, address }: Account) =>
    source.kind === 'private-key' && saved?.accounts.includes(address) !== true;
  return wallet.accounts.some(isLeftOut) ? 'imported-keys' : null;
}

/** Whether the wallet has accounts that this backup does not bring back. */
export function isOutdated(note: BackupNote, accounts: readonly Account[]): boolean {
  return accounts.some(({ address }) => !note.accounts.includes(address));
}

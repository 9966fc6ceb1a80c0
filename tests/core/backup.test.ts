import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account';
import { clearPartOf, noBackups, reminderOf, reminderPause, type BackupFacts } from '../../src/core/backup';
import { firstSettings } from '../../src/core/settings';
import type { VaultRecord } from '../../src/core/vault';
import { sampleBackup } from '../protocol/backup-fixture';
import { address } from './session-fixture';

const now = 1_000_000_000_000;
const { vault } = sampleBackup;
const own: Account = accountOf('a', { kind: 'phrase', index: 0 });
const imported: Account = accountOf('b', { kind: 'private-key' });

function accountOf(letter: string, source: Account['source']): Account {
  return { address: address(letter), checksummed: address(letter), name: letter, source };
}

function saved(accounts: readonly Account[], of: VaultRecord = vault): BackupFacts {
  return {
    last: { madeAt: now, vault: of.id, accounts: accounts.map((account) => account.address) },
    remindAt: 0,
  };
}

describe('what the person is reminded to save', () => {
  const other = { ...vault, id: '99'.repeat(16) };
  it.each([
    ['nothing is saved', false, [own], noBackups, 'wallet'],
    ['nothing is saved, and a key was imported', false, [own, imported], noBackups, 'wallet'],
    ['the phrase is saved', true, [own], noBackups, null],
    ['the phrase is saved, and a key was imported', true, [own, imported], noBackups, 'imported-keys'],
    ['a backup is saved', false, [own], saved([own]), null],
    ['a backup is saved with the key', false, [own, imported], saved([own, imported]), null],
    ['a key was imported after the backup', true, [own, imported], saved([own]), 'imported-keys'],
    ['the backup is of a vault that is gone', false, [own], saved([own], other), 'wallet'],
    ['another account was added after the backup', false, [own], saved([]), null],
    ['it is put off', false, [own], { ...noBackups, remindAt: now + 1 }, null],
    ['it was put off until now', false, [own], { ...noBackups, remindAt: now }, 'wallet'],
  ] as const)('%s', (_, isPhraseSaved, accounts, facts, expected) => {
    const wallet = { vault, accounts, settings: { ...firstSettings, isPhraseSaved }, isCopyBehind: false };
    expect(reminderOf(facts, wallet, now)).toBe(expected);
  });

  it('is nothing without a wallet', () => {
    expect(
      reminderOf(noBackups, { vault: null, accounts: [], settings: firstSettings, isCopyBehind: false }, now),
    ).toBeNull();
  });

  it('can be put off for a week', () => {
    expect(reminderPause).toBe(7 * 24 * 60 * 60 * 1000);
  });
});

describe('what stands in the clear of a backup', () => {
  /** Every value within, each with what the whole is when that one is another. */
  function* spoiled(value: unknown): Generator {
    if (typeof value === 'string') yield `${value}0`;
    if (typeof value === 'number') yield value + 1;
    if (Array.isArray(value)) yield value.slice(1);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      for (const other of spoiled(part)) {
        yield Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other };
      }
    }
  }

  it('is authenticated to the last field, in whatever order the fields stand', () => {
    const { sealed: _, ...clear } = sampleBackup;
    const texts = [...spoiled(clear)].map((other) => clearPartOf(JSON.parse(JSON.stringify(other))));
    expect(texts.length).toBeGreaterThan(20);
    expect(new Set([...texts, clearPartOf(clear)]).size).toBe(texts.length + 1);
    const { vault: ownVault, ...rest } = clear;
    const turned = Object.fromEntries(Object.entries(ownVault).toReversed());
    expect(clearPartOf(JSON.parse(JSON.stringify({ vault: turned, ...rest })))).toBe(clearPartOf(clear));
  });
});

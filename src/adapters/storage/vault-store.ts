import * as v from 'valibot';
import type { Account } from '../../core/account';
import { profiles } from '../../core/policy';
import { usualGrace } from '../../core/decide-claim';
import { firstSettings, graceChoices, type Settings } from '../../core/settings';
import { failAttempt, noFailedAttempts, type UnlockAttempts } from '../../core/unlock-attempts';
import type { VaultRecord } from '../../core/vault';
import type { Reads, Writes } from '../../services/ports';
import {
  address,
  chainId,
  count,
  millis,
  once,
  plainHex,
  randomId,
  relays,
  text,
  type Table,
} from './records';
import type { RowReads, RowWrites } from './rows';

export const sealed = { iv: v.pipe(plainHex, v.length(24)), data: plainHex };

/** The schema of the encrypted keys, wherever they lie. */
export const vaultRecord = once(() =>
  v.strictObject({
    version: v.literal(1),
    id: randomId,
    derivation: v.strictObject({
      algorithm: v.literal('argon2id'),
      memory: count,
      iterations: count,
      parallelism: count,
      salt: randomId,
    }),
    wrappedKey: v.strictObject(sealed),
    secrets: v.array(
      v.strictObject({
        ...sealed,
        type: v.picklist(['phrase', 'private-key']),
        id: text,
        version: v.literal(1),
      }),
    ),
  }),
);

export const vaultTable: Table<{ readonly name: 'vault'; readonly vault: VaultRecord }> = {
  store: 'vault',
  schema: once(() => v.strictObject({ name: v.literal('vault'), vault: vaultRecord() })),
};

export const unlockAttempts = once(() =>
  v.strictObject({ failed: count, retryAt: v.nullable(millis), failedBefore: count }),
);

/** Damaged, they must not read as none: the delay after wrong passwords would be gone (SEC-17). */
export const unlockAttemptsTable: Table<{ readonly name: 'unlockAttempts'; readonly value: UnlockAttempts }> =
  {
    store: 'meta',
    schema: once(() =>
      v.strictObject({
        name: v.literal('unlockAttempts'),
        value: unlockAttempts(),
      }),
    ),
    substitute(moment) {
      let value = noFailedAttempts;
      while (value.retryAt === null) value = failAttempt(value, moment);
      return { name: 'unlockAttempts', value };
    },
  };

interface AccountRow {
  readonly account: Account;
  /** Where the person sees it, from 0. */
  readonly position: number;
}

export const accountTable: Table<AccountRow> = {
  store: 'accounts',
  schema: once(() =>
    v.strictObject({
      account: v.pipe(
        v.strictObject({
          address,
          checksummed: text,
          name: v.pipe(text, v.minLength(1), v.maxLength(40)),
          source: v.variant('kind', [
            v.strictObject({ kind: v.literal('phrase'), index: count }),
            v.strictObject({ kind: v.literal('private-key') }),
          ]),
        }),
        v.check(({ address, checksummed }) => checksummed.toLowerCase() === address, 'Two addresses.'),
      ),
      position: count,
    }),
  ),
};

export const settingsTable: Table<{ readonly name: 'settings'; readonly settings: Settings }> = {
  store: 'settings',
  schema: once(() =>
    v.strictObject({
      name: v.literal('settings'),
      settings: v.strictObject({
        language: v.nullable(v.picklist(['en', 'ja'])),
        theme: v.nullable(v.picklist(['light', 'dark'])),
        profile: v.picklist(profiles),
        autoLockAfter: millis,
        account: v.nullable(address),
        chain: chainId,
        isPhraseSaved: v.boolean(),
        // Rows, copies and backups of earlier versions say nothing of devices.
        relays: v.optional(relays, []),
        areRelaysManaged: v.optional(v.boolean(), false),
        areDevicesDecided: v.optional(v.boolean(), false),
        relayGrace: v.optional(v.picklist(graceChoices), usualGrace),
      }),
    }),
  ),
};

export function vaultReads(
  rows: RowReads,
): Pick<Reads, 'vault' | 'unlockAttempts' | 'accounts' | 'settings'> {
  return {
    vault: async () => (await rows.get(vaultTable, 'vault'))?.vault ?? null,
    unlockAttempts: async () =>
      (await rows.get(unlockAttemptsTable, 'unlockAttempts'))?.value ?? noFailedAttempts,
    async accounts() {
      const found = await rows.list(accountTable, null, null);
      return found.toSorted((one, other) => one.position - other.position).map(({ account }) => account);
    },
    settings: async () => (await rows.get(settingsTable, 'settings'))?.settings ?? firstSettings,
  };
}

export function vaultWrites(
  rows: RowWrites,
): Pick<Writes, 'putVault' | 'putUnlockAttempts' | 'putAccounts' | 'putSettings'> {
  return {
    putVault: async (vault) => void (await rows.put(vaultTable, 'vault', { name: 'vault', vault })),
    putUnlockAttempts: async (value) =>
      void (await rows.put(unlockAttemptsTable, 'unlockAttempts', { name: 'unlockAttempts', value })),
    async putAccounts(accounts) {
      const kept = new Set(accounts.map(({ address }) => address));
      if (kept.size < accounts.length) return rows.fail('An account is there twice.');
      for (const { account } of await rows.list(accountTable, null, null)) {
        if (!kept.has(account.address)) await rows.delete(accountTable, account.address);
      }
      for (const [position, account] of accounts.entries()) {
        await rows.put(accountTable, account.address, { account, position });
      }
    },
    putSettings: async (settings) =>
      void (await rows.put(settingsTable, 'settings', { name: 'settings', settings })),
  };
}

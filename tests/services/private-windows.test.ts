import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { rowsOfBorrowed } from '../../src/adapters/storage/copy-changes';
import { createPrivateStore } from '../../src/adapters/storage/private-store';
import { createStore } from '../../src/adapters/storage/store';
import { readBackupBack, saveBackup } from '../../src/background/backup-commands';
import { runCommand } from '../../src/background/commands';
import { keyOf, type Session } from '../../src/core/session';
import { minute } from '../../src/core/units';
import { addAccount } from '../../src/services/add-account';
import { borrowWallet } from '../../src/services/borrow-wallet';
import { createVault } from '../../src/services/create-vault';
import { endAllSessions } from '../../src/services/end-session';
import { lockVault } from '../../src/services/lock-vault';
import { commit } from '../../src/services/now';
import type { Ports } from '../../src/services/ports';
import { removeAccount } from '../../src/services/remove-account';
import { resetVault } from '../../src/services/reset-vault';
import { restoreWallet } from '../../src/services/restore';
import { unlockVault } from '../../src/services/unlock-vault';
import { origin, session } from '../core/session-fixture';
import { sampleNetwork } from '../fixtures/sample-records';
import { makeCopyWorld, type CopyWorld } from './copy-world';
import {
  derivation,
  firstAddress,
  makeEmptyVaultWorld,
  newPasswordKey,
  newVault,
  otherPhrase,
  passwordKey,
  phrase,
  secondAddress,
  wrongKey,
} from './vault-world';

function sessionIn(isPrivate: boolean, accounts = [firstAddress]): Session {
  const place = { origin: origin('https://canary.example'), topOrigin: null, cookieStore: null, isPrivate };
  return session({ ...place, id: (isPrivate ? 'a' : 'b').repeat(32), key: keyOf(place), accounts });
}
const [usual, hidden] = [sessionIn(false), sessionIn(true)];

/** A wallet with two accounts, and a session in a normal and in a private window. */
async function makeWallet(): Promise<CopyWorld> {
  const world = await makeCopyWorld();
  expect(await createVault(world.ports, newVault)).toMatchObject({ ok: true });
  expect(await addAccount(world.ports, 'Savings')).toMatchObject({ ok: true });
  await world.ports.store.write(async (writes) => {
    await writes.putSession(usual);
    await writes.putAddedNetwork(sampleNetwork);
  });
  return world;
}

/** As in Firefox: one background, with ports for each kind of window. */
async function makeShared(given?: CopyWorld) {
  const world = given ?? (await makeWallet());
  const items = new Map<string, unknown>();
  const store = createPrivateStore(world.ports.store, {
    get: async (keys) =>
      Object.fromEntries(keys.flatMap((key) => (items.has(key) ? [[key, items.get(key)]] : []))),
    set: async (values) => {
      for (const [key, value] of Object.entries(values)) items.set(key, structuredClone(value));
    },
    remove: async (keys) => {
      for (const key of keys) items.delete(key);
    },
  });
  const inPrivate: Ports = { ...world.ports, store, isPrivate: true, wallet: 'shared', inPrivate: null };
  const ports: Ports = { ...world.ports, inPrivate };
  await store.write((writes) => writes.putSession(hidden));
  return { world, ports, inPrivate };
}

describe('private windows that share the wallet (Firefox)', () => {
  it('spoil nothing where they unlock a wallet whose store was lost: it comes back after that (SEC-24)', async () => {
    const lost = await makeWallet();
    await lockVault(lost.ports);
    lost.wipe();
    const { ports, inPrivate } = await makeShared(lost);
    expect(await unlockVault(inPrivate, { passwordKey })).toMatchObject({ ok: true });
    await restoreWallet(ports);
    await ports.store.read(async (reads) => {
      expect((await reads.accounts()).map(({ address }) => address)).toEqual([firstAddress, secondAddress]);
      expect(await reads.addedNetworks()).toEqual([sampleNetwork]);
      expect(await reads.loss()).toMatchObject({ restored: { isComplete: true, sessions: 1 } });
      expect(await reads.session(usual.key)).toMatchObject({ end: { reason: 'storage-lost' } });
    });
    expect(await inPrivate.store.session(hidden.key)).toMatchObject({ end: null });
  });

  it('end their own sessions with "End all", and no others', async () => {
    const { ports, inPrivate } = await makeShared();
    expect(await endAllSessions(inPrivate)).toBe(1);
    expect((await ports.store.session(usual.key))?.end).toBeNull();
    expect((await inPrivate.store.session(hidden.key))?.end).toMatchObject({ reason: 'ended-by-you' });
    expect(await endAllSessions(ports)).toBe(1);
  });

  it('lose an account with the wallet', async () => {
    const { ports, inPrivate } = await makeShared();
    await inPrivate.store.write((writes) =>
      writes.putSession({ ...hidden, accounts: [firstAddress, secondAddress] }),
    );
    expect(await removeAccount(ports, secondAddress, passwordKey)).toMatchObject({ ok: true });
    expect(await inPrivate.store.session(hidden.key)).toMatchObject({ accounts: [firstAddress], end: null });
  });

  it('end when the wallet is opened with its phrase', async () => {
    const { ports, inPrivate } = await makeShared();
    expect(await resetVault(ports, { phrase, passwordKey: wrongKey, derivation })).toMatchObject({
      ok: true,
    });
    expect((await inPrivate.store.session(hidden.key))?.end).toMatchObject({ reason: 'wallet-reset' });
  });

  it('end when a backup puts another wallet in its place', async () => {
    const other = await makeEmptyVaultWorld();
    const otherKey = newPasswordKey;
    await createVault(other.ports, { ...newVault, phrase: otherPhrase, passwordKey: otherKey });
    const made = await saveBackup(other.ports, { passwordKey: otherKey });
    if (!made.ok) throw new Error(made.fault);
    const { ports, inPrivate } = await makeShared();
    const backup = { file: made.value.file, passwordKey: otherKey, isReplacing: true };
    expect(await readBackupBack(ports, backup)).toMatchObject({ ok: true, value: { kind: 'replaced' } });
    expect((await inPrivate.store.session(hidden.key))?.end).toMatchObject({ reason: 'wallet-reset' });
  });

  it('do not shorten the wallet’s delay when the clock is set back in both (SEC-17, SEC-20)', async () => {
    const { world, ports, inPrivate } = await makeShared();
    const retryAt = world.now() + minute;
    await commit(ports, (writes) => writes.putUnlockAttempts({ failed: 10, retryAt, failedBefore: 0 }));
    await commit(inPrivate, async () => undefined);
    world.pass(-60 * minute);
    await commit(ports, async () => undefined);
    await commit(inPrivate, async () => undefined);
    expect(await ports.store.read((reads) => reads.unlockAttempts())).toMatchObject({
      retryAt: world.now() + minute,
    });
    expect((await inPrivate.store.session(hidden.key))?.end).toMatchObject({ reason: 'clock-changed' });
  });

  it('use the wallet and do not change it (SEC-26)', async () => {
    const { ports, inPrivate } = await makeShared();
    const asked = { theme: 'dark' };
    expect(await runCommand(inPrivate, 'settings.change', asked)).toEqual({
      ok: false,
      fault: 'private-window',
    });
    expect(await runCommand(inPrivate, 'accounts.add', { name: 'X' })).toMatchObject({
      fault: 'private-window',
    });
    expect(await runCommand(ports, 'settings.change', asked)).toMatchObject({ ok: true });
    expect(await runCommand(inPrivate, 'settings.get', {})).toMatchObject({ value: { theme: 'dark' } });
  });
});

/** As in Chrome: another worker, with a database of its own in memory, that can read the copy. */
async function makeBorrowing() {
  const world = await makeWallet();
  const { copy } = world.ports;
  const store = createStore(new IDBFactory(), { begin: async () => rowsOfBorrowed(await copy.vault()) });
  const ports: Ports = { ...world.ports, store, isPrivate: true, wallet: 'borrowed' };
  return { world, ports, writes: world.kept.writes() };
}

describe('private windows that borrow the wallet (Chrome, SEC-26)', () => {
  it('begin with the vault of the copy, and have lost nothing', async () => {
    const { world, ports } = await makeBorrowing();
    const vault = await world.ports.store.read((reads) => reads.vault());
    await ports.store.read(async (reads) => {
      expect(await reads.vault()).toEqual(vault);
      expect(await reads.loss()).toBeNull();
      expect(await reads.accounts()).toEqual([]);
    });
  });

  it('take accounts, settings and networks over with the password, no session, and write nothing there', async () => {
    const { world, ports, writes } = await makeBorrowing();
    await lockVault(ports);
    await borrowWallet(ports);
    expect(await ports.store.read((reads) => reads.accounts())).toEqual([]);
    expect(await unlockVault(ports, { passwordKey })).toMatchObject({ ok: true });
    await ports.store.read(async (reads) => {
      expect((await reads.accounts()).map(({ address }) => address)).toEqual([firstAddress, secondAddress]);
      expect(await reads.addedNetworks()).toEqual([sampleNetwork]);
      expect(await reads.countSessions()).toEqual({ live: 0, ended: 0 });
    });
    await ports.store.write((each) => each.putSession(hidden));
    expect(world.kept.writes()).toBe(writes);
    expect(JSON.stringify(world.kept.items())).not.toContain('canary');
  });

  it('follow the wallet: an account that left it leaves their sessions', async () => {
    const { world, ports } = await makeBorrowing();
    await borrowWallet(ports);
    const both = { ...hidden, accounts: [firstAddress, secondAddress] };
    await ports.store.write((writes) => writes.putSession(both));
    expect(await removeAccount(world.ports, secondAddress, passwordKey)).toMatchObject({ ok: true });
    await borrowWallet(ports);
    expect(await ports.store.session(hidden.key)).toMatchObject({ accounts: [firstAddress], end: null });
  });

  it('end their sessions once the wallet was opened with its phrase', async () => {
    const { world, ports } = await makeBorrowing();
    await borrowWallet(ports);
    await ports.store.write((writes) => writes.putSession(hidden));
    const reset = await resetVault(world.ports, { phrase, passwordKey: wrongKey, derivation });
    expect(reset).toMatchObject({ ok: true });
    await borrowWallet(ports);
    expect((await ports.store.session(hidden.key))?.end).toMatchObject({ reason: 'wallet-reset' });
  });

  it('are the only ones that borrow', async () => {
    const { world } = await makeBorrowing();
    const before = world.kept.writes();
    await borrowWallet(world.ports);
    expect(world.kept.writes()).toBe(before);
  });
});

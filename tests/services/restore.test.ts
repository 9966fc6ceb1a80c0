import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keyOf, type Session } from '../../src/core/session';
import { day, second } from '../../src/core/units';
import { saveBackup } from '../../src/background/backup-commands';
import { viewOverview } from '../../src/background/views';
import { endOneSession } from '../../src/services/end-session';
import { handleRequest } from '../../src/services/handle-request';
import { lockVault } from '../../src/services/lock-vault';
import { reconnect, reconnectLost } from '../../src/services/reconnect';
import { resetVault } from '../../src/services/reset-vault';
import { checkCopy, dismissLoss, restoreWallet } from '../../src/services/restore';
import { addAccount } from '../../src/services/add-account';
import { changeRelays } from '../../src/services/change-relays';
import { changeSettings } from '../../src/services/change-settings';
import { changePassword } from '../../src/services/change-password';
import { createVault } from '../../src/services/create-vault';
import { importKey } from '../../src/services/import-key';
import { noteUse } from '../../src/services/renew-session';
import { unlockVault } from '../../src/services/unlock-vault';
import { changeRaw, dumpDatabase, loadDatabase } from '../adapters/storage/raw-database';
import { IDBFactory } from 'fake-indexeddb';
import { origin, session } from '../core/session-fixture';
import { sampleNetwork, sampleToken } from '../fixtures/sample-records';
import { makeCopyWorld, type CopyWorld } from './copy-world';
import {
  derivation,
  firstAddress,
  importedKey,
  newVault,
  otherPhrase,
  passwordKey,
  phrase,
  secondAddress,
  wrongKey,
} from './vault-world';
import { page, signRequest } from './world';

const sites = ['https://one.example', 'https://two.example', 'https://three.example'].map((text) =>
  origin(text),
);

function sessionAt(number: number, over: Partial<Session> = {}): Session {
  const place = {
    origin: sites[number - 1] ?? origin('https://more.example'),
    topOrigin: null,
    cookieStore: null,
  };
  const key = keyOf({ ...place, isPrivate: false });
  return session({
    ...place,
    id: `f${String(number).padStart(31, '0')}`,
    key,
    accounts: [firstAddress],
    ...over,
  });
}

/** A wallet with two accounts, a network, a token, and three sessions: alive, ended by a limit, ended by the person. */
const timedOut = { name: 'StoreFailed', fault: 'timed-out' };

function hasVault(world: CopyWorld): Promise<boolean> {
  return world.ports.store.read(async (reads) => (await reads.vault()) !== null);
}

async function fullWorld(): Promise<CopyWorld> {
  const world = await makeCopyWorld();
  expect(await createVault(world.ports, newVault)).toMatchObject({ ok: true });
  expect(await addAccount(world.ports, 'Savings')).toMatchObject({ ok: true });
  await changeSettings(world.ports, { theme: 'dark', profile: 'trusted' });
  const now = world.now();
  await world.ports.store.write(async (writes) => {
    await writes.putAddedNetwork(sampleNetwork);
    await writes.putToken(sampleToken);
    await writes.putSession(sessionAt(1, { openedAt: now, lastUsedAt: now }));
    const end = { reason: 'idle-limit', at: now, limit: 7 * day, device: null } as const;
    await writes.putSession(sessionAt(2, { openedAt: now, lastUsedAt: now, end }));
    await writes.putSession(sessionAt(3, { openedAt: now, lastUsedAt: now }));
  });
  await endOneSession(world.ports, sessionAt(3).key, 'ended-by-you');
  return world;
}

/** As where its files are damaged: it does not open, and can be deleted. */
function breakOpening(factory: IDBFactory): void {
  const sound = new IDBFactory();
  Object.assign(factory, {
    open: () => {
      throw new DOMException('Internal error opening backing store.', 'UnknownError');
    },
    deleteDatabase(name: string) {
      Object.assign(factory, { open: (...how: Parameters<IDBFactory['open']>) => sound.open(...how) });
      return sound.deleteDatabase(name);
    },
  });
}

const loss = (world: CopyWorld) => world.ports.store.read((reads) => reads.loss());
const accountNames = async (world: CopyWorld) =>
  (await world.ports.store.read((reads) => reads.accounts())).map(({ name }) => name);
const sessionOf = (world: CopyWorld, number: number) => world.ports.store.session(sessionAt(number).key);
const journal = async (world: CopyWorld) =>
  (await world.ports.store.read((reads) => reads.journal(50, null))).items.map(({ event }) => event.kind);
const unlock = (world: CopyWorld) => unlockVault(world.ports, { passwordKey });
const ask = (world: CopyWorld, number: number) =>
  handleRequest(world.ports, {
    id: `${page.documentId}:${String(number).padStart(32, '0')}`,
    key: sessionAt(number).key,
    place: { origin: sessionAt(number).origin, topOrigin: null, cookieStore: null, isPrivate: false },
    document: page,
    site: sessionAt(number).origin,
    request: signRequest('0x6869', firstAddress),
  });

describe('a store that was cleared (SEC-24)', () => {
  it('has its vault back, locked, and says so, before the password is known', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    world.wipe();
    expect(await world.ports.store.read((reads) => reads.vault())).not.toBeNull();
    expect(await loss(world)).toEqual({ what: 'store', at: world.now(), restored: null });
    expect(await world.ports.store.isRestoring()).toBe(true);
    await restoreWallet(world.ports);
    expect(await accountNames(world)).toEqual([]);
    expect(await sessionOf(world, 1)).toBeNull();
    await expect.poll(() => world.losses()).toBe(1);
    expect(await journal(world)).toEqual(['storage-lost']);
  });

  it('comes back whole with the password: accounts, settings, networks, tokens, and sessions as ended ones', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    world.wipe();
    expect(await unlock(world)).toEqual({ ok: true, value: null });
    expect(await accountNames(world)).toEqual(['Account 1', 'Savings']);
    expect(await world.ports.store.read((reads) => reads.settings())).toMatchObject({
      theme: 'dark',
      profile: 'trusted',
      account: firstAddress,
    });
    expect(await world.ports.store.read((reads) => reads.addedNetworks())).toEqual([sampleNetwork]);
    expect(await world.ports.store.read((reads) => reads.everyToken())).toEqual([sampleToken]);
    expect(await sessionOf(world, 1)).toMatchObject({ end: { reason: 'storage-lost', at: world.now() } });
    expect(await sessionOf(world, 2)).toMatchObject({ end: { reason: 'idle-limit' } });
    expect(await loss(world)).toMatchObject({ restored: { accounts: 2, sessions: 2, isComplete: true } });
    expect(await journal(world)).toContain('storage-restored');
    await dismissLoss(world.ports);
    expect(await loss(world)).toBeNull();
  });

  it('has its relays back also where its person has changed another setting meanwhile (SEC-25)', async () => {
    const world = await fullWorld();
    const relays = ['wss://relay.example/'];
    expect(await changeRelays(world.ports, relays)).toMatchObject({ ok: true });
    await lockVault(world.ports);
    world.wipe();
    await changeSettings(world.ports, { language: 'ja' });
    expect(await unlock(world)).toEqual({ ok: true, value: null });
    expect(await world.ports.store.read((reads) => reads.settings())).toMatchObject({
      language: 'ja',
      relays,
      areDevicesDecided: true,
    });
  });

  it('revives nothing: what its person had ended is not even offered (SEC-9)', async () => {
    const world = await fullWorld();
    world.wipe();
    await restoreWallet(world.ports);
    expect(await sessionOf(world, 3)).toBeNull();
    expect(await world.ports.store.read((reads) => reads.countSessions())).toEqual({ live: 0, ended: 2 });
  });

  it('comes back at once where the vault was unlocked meanwhile', async () => {
    const world = await fullWorld();
    world.wipe();
    await restoreWallet(world.ports);
    expect(await accountNames(world)).toEqual(['Account 1', 'Savings']);
  });

  it('is one click away for each session, and all together', async () => {
    const world = await fullWorld();
    await changeSettings(world.ports, { profile: 'standard' });
    world.wipe();
    await restoreWallet(world.ports);
    expect(await reconnect(world.ports, sessionAt(2).key, null)).toEqual({ ok: true, value: null });
    expect(await reconnectLost(world.ports)).toEqual({ ok: true, value: { reconnected: 1 } });
    const again = await sessionOf(world, 1);
    expect(again).toMatchObject({ end: null, previousId: sessionAt(1).id });
    expect(again?.id).not.toBe(sessionAt(1).id);
  });

  it('with its copy gone too is a clean welcome', async () => {
    const world = await fullWorld();
    world.kept.clear();
    world.wipe();
    expect(await world.ports.store.read((reads) => reads.vault())).toBeNull();
    expect(await loss(world)).toBeNull();
  });

  it('lets nobody in with a wrong password, and remembers those before (SEC-17)', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    for (let tries = 0; tries < 3; tries += 1) await unlockVault(world.ports, { passwordKey: wrongKey });
    world.wipe();
    expect(await unlockVault(world.ports, { passwordKey: wrongKey })).toMatchObject({
      fault: 'wrong-password',
    });
    expect(await accountNames(world)).toEqual([]);
    expect((await world.ports.store.read((reads) => reads.unlockAttempts())).failed).toBe(4);
  });

  it('takes no other wallet in the place of the one that is to come back', async () => {
    const world = await fullWorld();
    world.wipe();
    expect(await createVault(world.ports, newVault)).toMatchObject({ ok: false, fault: 'vault-exists' });
  });

  it('is opened with its phrase where the password is forgotten', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    world.wipe();
    expect(await resetVault(world.ports, { phrase, passwordKey: wrongKey, derivation })).toMatchObject({
      ok: true,
    });
    expect(await accountNames(world)).toEqual(['Account 1']);
    expect(await world.ports.store.isRestoring()).toBe(false);
  });

  it('leaves the copy as it is until all of it is back', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    world.wipe();
    const before = structuredClone(world.kept.items());
    await changeSettings(world.ports, { language: 'ja' });
    await checkCopy(world.ports);
    expect(world.kept.items()).toEqual(before);
    await unlock(world);
    expect(await accountNames(world)).toEqual(['Account 1', 'Savings']);
  });

  it('holds what a site asks until it is known who was connected, and then shows it or refuses it', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    world.wipe();
    expect(await ask(world, 1)).toEqual({ outcome: 'held' });
    expect(await ask(world, 3)).toEqual({ outcome: 'held' });
    await unlock(world);
    const [first, third] = await world.ports.store.read((reads) => reads.requests());
    expect(first).toMatchObject({ sessionId: sessionAt(1).id, stage: { step: 'waiting' } });
    expect(third).toMatchObject({
      stage: { step: 'answered', answer: { ok: false, error: { code: 4100 } } },
    });
  });

  it('tells of it where the copy was tampered with: the first account is made anew', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    world.kept.put('copyContents', { iv: '00'.repeat(12), data: '00'.repeat(40) });
    world.wipe();
    await unlock(world);
    expect(await loss(world)).toMatchObject({ restored: { accounts: 1, sessions: 0, isComplete: false } });
    expect((await world.ports.store.read((reads) => reads.accounts()))[0]?.address).toBe(firstAddress);
  });

  describe('that cannot be used', () => {
    it('is given up at the word of its person, and begun anew', async () => {
      const world = await fullWorld();
      breakOpening(world.factory);
      world.restart();
      expect(await world.ports.store.beginAnew(false)).toBe('begun');
      expect(await world.ports.store.isRestoring()).toBe(true);
      await restoreWallet(world.ports);
      expect(await accountNames(world)).toEqual(['Account 1', 'Savings']);
    });

    it('stays where it can be used after all, or the copy cannot be read just now', async () => {
      const world = await fullWorld();
      world.kept.breakWith(new Error('No.'));
      expect(await world.ports.store.beginAnew(false)).toBe('is-usable');
      expect(await world.ports.store.beginAnew(true)).toBe('is-usable');
      breakOpening(world.factory);
      world.restart();
      await expect(world.ports.store.beginAnew(false)).rejects.toMatchObject({ name: 'StoreFailed' });
      expect(await world.factory.databases()).toHaveLength(1);
    });

    it('is given up without a copy only where its person says so once more', async () => {
      const world = await fullWorld();
      breakOpening(world.factory);
      world.kept.clear();
      world.restart();
      expect(await world.ports.store.beginAnew(false)).toBe('no-copy');
      expect(await world.factory.databases()).toHaveLength(1);
      expect(await world.ports.store.beginAnew(true)).toBe('begun');
      expect(await hasVault(world)).toBe(false);
    });
  });

  it('is no clean welcome where the copy of the vault is damaged: its person decides', async () => {
    const world = await fullWorld();
    world.kept.put('copyVault', { vault: 'gone' });
    world.wipe();
    await expect(hasVault(world)).rejects.toMatchObject({ name: 'StoreFailed', fault: 'cannot-open' });
    expect(await world.ports.store.beginAnew(false)).toBe('no-copy');
    expect(await world.ports.store.beginAnew(true)).toBe('begun');
    expect(await hasVault(world)).toBe(false);
    // Of the copy that was given up nothing is waited for, in no life.
    expect(await world.ports.store.isRestoring()).toBe(false);
    world.restart();
    expect(await world.ports.store.isRestoring()).toBe(false);
  });
});

describe('a record that was damaged', () => {
  it('of a session comes back as an offer (SEC-23, SEC-24)', async () => {
    const world = await fullWorld();
    await changeRaw(world.factory, (tx) => {
      const rows = tx.objectStore('sessions');
      rows.openCursor(sessionAt(1).key).addEventListener('success', ({ target }) => {
        const cursor = target instanceof IDBRequest ? target.result : null;
        cursor?.update({ ...cursor.value, deadline: 'never' });
      });
    });
    world.restart();
    // Whoever asks first finds it out, and is no stranger: that waits like what is asked after it.
    expect(await ask(world, 1)).toMatchObject({ outcome: 'held' });
    expect(await sessionOf(world, 1)).toBeNull();
    expect(await world.ports.store.isRestoring()).toBe(true);
    await restoreWallet(world.ports);
    expect(await sessionOf(world, 1)).toMatchObject({ end: { reason: 'storage-lost' } });
    expect(await loss(world)).toMatchObject({ what: 'records', restored: { accounts: 0, sessions: 1 } });
  });

  it('is found out by whoever asks first, also where everything else is known already', async () => {
    const world = await fullWorld();
    await changeRaw(world.factory, (tx) => {
      tx.objectStore('sessions').put({ session: { key: sessionAt(1).key, id: sessionAt(1).id } });
    });
    world.restart();
    expect(await world.ports.store.isRestoring()).toBe(false);
    expect(await ask(world, 1)).toMatchObject({ outcome: 'held' });
  });

  it('is missing in no backup: there is none before it is back', async () => {
    const world = await fullWorld();
    await changeRaw(world.factory, (tx) => {
      tx.objectStore('accounts').put({ account: { address: secondAddress }, position: 'last' });
    });
    world.restart();
    expect(await saveBackup(world.ports, { passwordKey })).toEqual({ ok: false, fault: 'locked' });
    await restoreWallet(world.ports);
    expect(await saveBackup(world.ports, { passwordKey })).toMatchObject({ ok: true });
  });

  it('of the vault comes back as it was, without a password, and the rest stays', async () => {
    const world = await fullWorld();
    await lockVault(world.ports);
    await changeRaw(
      world.factory,
      (tx) => void tx.objectStore('vault').put({ name: 'vault', vault: 'gone' }),
    );
    world.restart();
    expect(await world.ports.store.read((reads) => reads.vault())).toBeNull();
    await expect.poll(() => world.ports.store.isRestoring()).toBe(true);
    await restoreWallet(world.ports);
    expect(await sessionOf(world, 1)).toMatchObject({ end: null });
    expect(await unlock(world)).toEqual({ ok: true, value: null });
  });

  it('of an account comes back with its name', async () => {
    const world = await fullWorld();
    await changeRaw(world.factory, (tx) => {
      tx.objectStore('accounts').put({ account: { address: secondAddress }, position: 'last' });
    });
    world.restart();
    expect(await accountNames(world)).toEqual(['Account 1']);
    await expect.poll(() => world.ports.store.isRestoring()).toBe(true);
    await restoreWallet(world.ports);
    expect(await accountNames(world)).toEqual(['Account 1', 'Savings']);
  });
});

describe('the second copy', () => {
  it('says nothing of sites, accounts and names to who reads it without the key (SEC-24)', async () => {
    const world = await fullWorld();
    const text = JSON.stringify(world.kept.items());
    for (const telling of ['example', 'Savings', firstAddress.slice(2), secondAddress.slice(2), 'junk']) {
      expect(text).not.toContain(telling);
    }
  });

  it('takes over what changed and no more, and nothing when a session is only used again', async () => {
    const world = await fullWorld();
    const before = world.kept.writes();
    world.pass(day);
    await noteUse(world.ports, sessionAt(1).key);
    expect(world.kept.writes()).toBe(before);
    const items = { ...world.kept.items() };
    await world.ports.store.write((writes) => writes.putSession(sessionAt(4)));
    expect(world.kept.writes()).toBe(before + 1);
    const changed = Object.entries(world.kept.items()).filter(([name, item]) => items[name] !== item);
    expect(changed.map(([name]) => name).toSorted()).toEqual(['copy', `copySession ${sessionAt(4).id}`]);
  });

  it('that could not follow is made anew at the next change, and the store stands all the same', async () => {
    const world = await fullWorld();
    world.kept.breakWith(new Error('quota'));
    await world.ports.store.write((writes) => writes.putSession(sessionAt(4)));
    expect(world.faults).toHaveLength(1);
    world.kept.breakWith(null);
    await changeSettings(world.ports, { theme: 'light' });
    expect(Object.keys(world.kept.items())).toContain(`copySession ${sessionAt(4).id}`);
  });

  describe('that does not answer (SEC-25)', () => {
    afterEach(() => {
      vi.useRealTimers();
    });

    /** Ten seconds pass once the copy hangs. */
    async function outwaited<Result>(world: CopyWorld, call: () => Promise<Result>): Promise<Result> {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      world.kept.breakWith('hangs');
      const before = world.kept.hung();
      const result = call();
      result.catch(() => {});
      while (world.kept.hung() === before) await new Promise(setImmediate);
      vi.advanceTimersByTime(10 * second);
      return result;
    }

    it('is told to the person, until it can be written again', async () => {
      const world = await fullWorld();
      const reminder = async () => (await viewOverview(world.ports)).reminder;
      world.kept.breakWith(new Error('No space left.'));
      await changeSettings(world.ports, { theme: 'light' });
      expect(await reminder()).toBe('second-copy');
      world.kept.breakWith(null);
      await changeSettings(world.ports, { theme: 'dark' });
      expect(await reminder()).not.toBe('second-copy');
    });

    it('holds no change up, and is made anew later', async () => {
      const world = await fullWorld();
      await outwaited(world, () => world.ports.store.write((writes) => writes.putSession(sessionAt(4))));
      expect(world.faults).toMatchObject([{ name: 'StoreFailed', fault: 'timed-out' }]);
      expect(await sessionOf(world, 4)).toMatchObject({ end: null });
      world.restart();
      await outwaited(world, () => checkCopy(world.ports));
      // It is waited for once in each life.
      const before = world.kept.hung();
      await changeSettings(world.ports, { theme: 'light' });
      expect(world.kept.hung()).toBe(before);
      expect((await viewOverview(world.ports)).reminder).toBe('second-copy');
      world.kept.breakWith(null);
      world.restart();
      await checkCopy(world.ports);
      expect(Object.keys(world.kept.items())).toContain(`copySession ${sessionAt(4).id}`);
    });

    it('leaves a cleared store unmade, as long as nobody can say whether there was a wallet (SEC-24)', async () => {
      const world = await fullWorld();
      world.wipe();
      await expect(outwaited(world, () => hasVault(world))).rejects.toMatchObject(timedOut);
      world.kept.breakWith(new Error('quota'));
      await expect(hasVault(world)).rejects.toMatchObject({ name: 'StoreFailed' });
      world.kept.breakWith(null);
      expect(await hasVault(world)).toBe(true);
    });
  });

  it('that is behind, or gone, is made anew at the start', async () => {
    const world = await fullWorld();
    const before = world.kept.items();
    world.kept.breakWith(new Error('killed'));
    await world.ports.store.write((writes) => writes.putSession(sessionAt(4)));
    world.kept.breakWith(null);
    world.restart();
    await checkCopy(world.ports);
    expect(Object.keys(world.kept.items())).toEqual(
      expect.arrayContaining([...Object.keys(before), `copySession ${sessionAt(4).id}`]),
    );
    world.kept.clear();
    world.restart();
    await checkCopy(world.ports);
    world.wipe();
    await restoreWallet(world.ports);
    expect(await accountNames(world)).toEqual(['Account 1', 'Savings']);
  });

  it('knows of sessions that ended since, where the store went back in time: all end, none lives again (SEC-9)', async () => {
    const world = await fullWorld();
    const earlier = new IDBFactory();
    await loadDatabase(earlier, await dumpDatabase(world.factory));
    const now = world.now();
    await endOneSession(world.ports, sessionAt(1).key, 'ended-by-you');
    await world.ports.store.write((writes) =>
      writes.putSession(sessionAt(4, { openedAt: now, lastUsedAt: now })),
    );
    world.putBack(earlier);
    // Whoever asks before that is found out is let in by nothing that is older.
    expect(await sessionOf(world, 1)).toBeNull();
    expect(await ask(world, 1)).toMatchObject({ outcome: 'held' });
    await checkCopy(world.ports);
    // What its person had ended is not even offered again.
    expect(await sessionOf(world, 1)).toBeNull();
    expect(await sessionOf(world, 2)).toMatchObject({ end: { reason: 'idle-limit' } });
    expect(await sessionOf(world, 4)).toMatchObject({ end: { reason: 'storage-lost' } });
    expect(await loss(world)).toMatchObject({
      what: 'earlier-state',
      restored: { accounts: 0, sessions: 2, isComplete: true },
    });
    world.restart();
    expect(await world.ports.store.compareCopy()).toEqual({ standing: 'in-step' });
  });

  describe('of a store that went back to an earlier state (SEC-24)', () => {
    it('leaves the copy as it is while that does not tell which of the two is the later', async () => {
      const world = await fullWorld();
      const earlier = await stateOf(world);
      await changeSettings(world.ports, { profile: 'public' });
      await world.ports.store.write((writes) => writes.putSession(sessionAt(4)));
      world.putBack(earlier);
      world.kept.breakWith(new Error('No.'));
      await checkCopy(world.ports);
      world.kept.breakWith(null);
      const items = { ...world.kept.items() };
      await changeSettings(world.ports, { theme: 'light' });
      expect(world.kept.items()).toEqual(items);
      expect((await viewOverview(world.ports)).reminder).toBe('second-copy');
      world.restart();
      await checkCopy(world.ports);
      expect(await loss(world)).toMatchObject({ what: 'earlier-state' });
      expect((await viewOverview(world.ports)).settings).toMatchObject({ profile: 'public' });
    });

    /** The database as it is now, to be put back later. */
    async function stateOf(world: CopyWorld): Promise<IDBFactory> {
      const state = new IDBFactory();
      await loadDatabase(state, await dumpDatabase(world.factory));
      return state;
    }

    it('brings back the keys, the password and the settings that came after it', async () => {
      const world = await fullWorld();
      const earlier = await stateOf(world);
      const imported = { privateKey: importedKey, name: 'Imported' };
      expect(await importKey(world.ports, imported)).toMatchObject({ ok: true });
      await changePassword(world.ports, { passwordKey, newPasswordKey: wrongKey, derivation });
      await changeSettings(world.ports, { theme: 'light' });
      await world.ports.store.write((writes) => writes.deleteAddedNetwork(sampleNetwork.chain));
      await lockVault(world.ports);
      world.putBack(earlier);
      await checkCopy(world.ports);
      expect(await accountNames(world)).toEqual(['Account 1', 'Savings', 'Imported']);
      expect(await world.ports.store.read((reads) => reads.settings())).toMatchObject({ theme: 'light' });
      expect(await world.ports.store.read((reads) => reads.addedNetworks())).toEqual([]);
      expect(await loss(world)).toMatchObject({ restored: { accounts: 1, sessions: 2 } });
      expect(await unlock(world)).toMatchObject({ ok: false });
      expect(await unlockVault(world.ports, { passwordKey: wrongKey })).toMatchObject({ ok: true });
      world.wipe();
      await restoreWallet(world.ports);
      expect(await accountNames(world)).toEqual(['Account 1', 'Savings', 'Imported']);
    });

    it('takes no vault that somebody put in the place of the one in the copy', async () => {
      const world = await fullWorld();
      const earlier = await stateOf(world);
      await changeSettings(world.ports, { theme: 'light' });
      const before = await world.ports.store.read((reads) => reads.vault());
      const stranger = await makeCopyWorld();
      await createVault(stranger.ports, { ...newVault, phrase: otherPhrase, passwordKey: wrongKey });
      world.kept.put('copyVault', stranger.kept.items().copyVault);
      world.putBack(earlier);
      await checkCopy(world.ports);
      expect(await world.ports.store.read((reads) => reads.vault())).toEqual(before);
      expect(await world.ports.store.read((reads) => reads.settings())).toMatchObject({ theme: 'light' });
    });

    it('counts each session that is one click away, also where nothing had to come back', async () => {
      const world = await fullWorld();
      const earlier = await stateOf(world);
      await changeSettings(world.ports, { theme: 'light' });
      world.putBack(earlier);
      await checkCopy(world.ports);
      expect(await loss(world)).toMatchObject({ restored: { accounts: 0, sessions: 2 } });
    });

    it('brings the wallet back where that is from before there was one', async () => {
      const world = await makeCopyWorld();
      expect(await hasVault(world)).toBe(false);
      const earlier = await stateOf(world);
      await createVault(world.ports, newVault);
      await lockVault(world.ports);
      world.putBack(earlier);
      expect(await hasVault(world)).toBe(false);
      await checkCopy(world.ports);
      expect(await hasVault(world)).toBe(true);
      expect(await loss(world)).toMatchObject({ what: 'store', restored: null });
      expect(await unlock(world)).toMatchObject({ ok: true });
      expect(await accountNames(world)).toEqual(['Account 1']);
    });
  });

  it('of a wallet of an earlier version begins with its first unlock', async () => {
    const world = await makeCopyWorld();
    await createVault(world.ports, newVault);
    await changeRaw(world.factory, (tx) => {
      for (const name of ['copyKey', 'generation']) tx.objectStore('meta').delete(name);
    });
    world.kept.clear();
    await lockVault(world.ports);
    world.restart();
    await unlock(world);
    world.wipe();
    await restoreWallet(world.ports);
    expect(await accountNames(world)).toEqual(['Account 1']);
  });

  it('offers nothing whose offer has lapsed', async () => {
    const world = await fullWorld();
    world.pass(31 * day);
    world.wipe();
    await unlock(world);
    expect(await sessionOf(world, 2)).toBeNull();
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../../src/core/address';
import type { SessionEnd } from '../../src/core/end-reason';
import { faults } from '../../src/core/errors';
import type { Ask, HeldRequest } from '../../src/core/held-request';
import { keyOf, type Session } from '../../src/core/session';
import { day } from '../../src/core/units';
import { addAccount } from '../../src/services/add-account';
import { importKey } from '../../src/services/import-key';
import { lockVault } from '../../src/services/lock-vault';
import { removeAccount } from '../../src/services/remove-account';
import { renameAccount } from '../../src/services/rename-account';
import { resetVault } from '../../src/services/reset-vault';
import { selectAccount } from '../../src/services/select-account';
import { unlockVault } from '../../src/services/unlock-vault';
import { address, origin, session } from '../core/session-fixture';
import {
  derivation,
  firstAddress,
  firstOfOther,
  importedAddress,
  importedKey,
  makeVaultWorld,
  newPasswordKey,
  otherPhrase,
  passwordKey,
  phrase,
  secondAddress,
  wrongKey,
  type VaultWorld,
} from './vault-world';

const stranger = address('e');
let world: VaultWorld;
beforeEach(async () => {
  world = await makeVaultWorld();
});

/** Puts sessions of these accounts into the store, by the name of their site. */
async function connect(
  sites: Record<string, { accounts: readonly Address[]; end?: SessionEnd }>,
): Promise<void> {
  await world.ports.store.write(async (writes) => {
    for (const [number, [name, { accounts, end = null }]] of Object.entries(sites).entries()) {
      const place = placeOf(name);
      await writes.putSession({
        ...session({ ...place, accounts, end }),
        id: `${number}`.padStart(32, '0'),
        key: keyOf(place),
      });
    }
  });
}

function placeOf(name: string) {
  return { origin: origin(`https://${name}.example`), topOrigin: null, cookieStore: null, isPrivate: false };
}

function sessionOf(name: string): Promise<Session | null> {
  return world.ports.store.session(keyOf(placeOf(name)));
}

async function hold(name: string, account: Address, ask?: Ask): Promise<string> {
  const asking = await sessionOf(name);
  const id = `${ask?.kind ?? 'message'} of ${name} for ${account}`;
  const request: HeldRequest = {
    id,
    key: keyOf(placeOf(name)),
    place: placeOf(name),
    document: { tabId: 1, frameId: 0, documentId: name },
    method: 'personal_sign',
    ask: ask ?? { kind: 'message', account, message: '0x6869', isMalformedSignIn: false },
    sessionId: asking?.id ?? null,
    chain: 1,
    browserRun: 'run-1',
    heldAt: world.now(),
    deadline: world.now() + 300_000,
    bytes: 100,
    prepared: null,
    stage: { step: 'waiting' },
  };
  await world.ports.store.write((writes) => writes.putRequest(request));
  return id;
}

function stageOf(id: string): Promise<string | undefined> {
  return world.ports.store.read(async (reads) => (await reads.request(id))?.stage.step);
}

function ended(reason: SessionEnd['reason']): SessionEnd {
  return { reason, at: world.now() - day, limit: null, device: null };
}

function add(name: string) {
  return addAccount(world.ports, name);
}

function importCow() {
  return importKey(world.ports, { privateKey: importedKey, name: 'Cow' });
}

function remove(account: Address, key = passwordKey) {
  return removeAccount(world.ports, account, key);
}

describe('adding an account', () => {
  it("takes the phrase's next one", async () => {
    expect(await add('Second')).toMatchObject({
      ok: true,
      value: { address: secondAddress, name: 'Second', source: { kind: 'phrase', index: 1 } },
    });
    expect((await world.accounts()).map((account) => account.address)).toEqual([firstAddress, secondAddress]);
  });

  it('gives each its own, asked for at the same moment', async () => {
    const outcomes = await Promise.all([add('a'), add('b'), add('c')]);
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    const indexes = (await world.accounts()).map(({ source }) => source.kind === 'phrase' && source.index);
    expect(new Set(indexes)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('brings a removed one back first, and passes over one that was imported', async () => {
    await add('Second');
    await add('Third');
    await remove(secondAddress);
    expect(await add('Again')).toMatchObject({ value: { address: secondAddress } });
    await remove(secondAddress);
    const known = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';
    await importKey(world.ports, { privateKey: known, name: 'Imported' });
    expect(await add('Fourth')).toMatchObject({ value: { source: { kind: 'phrase', index: 3 } } });
  });

  it('needs the vault unlocked', async () => {
    await lockVault(world.ports);
    expect(await add('Second')).toEqual({ ok: false, fault: 'locked' });
    expect(await importCow()).toEqual({ ok: false, fault: 'locked' });
    expect(await world.accounts()).toHaveLength(1);
  });
});

describe('importing a private key', () => {
  it('seals it in the vault, under the name that was given', async () => {
    expect(await importCow()).toMatchObject({
      ok: true,
      value: { address: importedAddress, source: { kind: 'private-key' } },
    });
    expect(JSON.stringify(await world.vault())).not.toContain(importedKey.slice(2));
    const [, imported] = await world.accounts();
    const { dataKey } = world.held()!;
    const vault = (await world.vault())!;
    expect(await world.ports.keystore.signMessage(vault, dataKey, imported!, '0x6869')).toMatch(
      /^0x[0-9a-f]{130}$/,
    );
  });

  it.each([
    ['a malformed key', '0x1234', 'malformed-key'],
    ['zero', '0'.repeat(64), 'malformed-key'],
    [
      "the phrase's own account",
      'ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
      'duplicate-account',
    ],
    ['the same key again', importedKey, 'duplicate-account'],
  ])('changes nothing for %s', async (_, privateKey, fault) => {
    await importCow();
    const before = [await world.vault(), await world.accounts()];
    expect(await importKey(world.ports, { privateKey, name: 'x' })).toEqual({ ok: false, fault });
    expect([await world.vault(), await world.accounts()]).toEqual(before);
  });
});

describe('renaming and selecting an account', () => {
  it('changes its name, or the first screen, and nothing else', async () => {
    await add('Second');
    expect(await renameAccount(world.ports, secondAddress, 'Savings')).toMatchObject({ ok: true });
    expect((await world.accounts()).map(({ name }) => name)).toEqual(['Account 1', 'Savings']);
    expect(await selectAccount(world.ports, secondAddress)).toMatchObject({ ok: true });
    expect(await world.settings()).toMatchObject({ account: secondAddress });
  });

  it('says so of an account that is not there', async () => {
    expect(await renameAccount(world.ports, stranger, 'x')).toEqual({ ok: false, fault: 'gone' });
    expect(await selectAccount(world.ports, stranger)).toEqual({ ok: false, fault: 'gone' });
    expect(await world.settings()).toMatchObject({ account: firstAddress });
  });
});

describe('removing an account', () => {
  beforeEach(async () => {
    await add('Second');
    await importCow();
  });

  it('deletes an imported key for good', async () => {
    expect(await remove(importedAddress)).toEqual({ ok: true, value: null });
    expect((await world.vault())?.secrets.map(({ id }) => id)).toEqual(['phrase']);
    expect((await world.accounts()).map((account) => account.address)).toEqual([firstAddress, secondAddress]);
  });

  it.each([
    ['the password is wrong', secondAddress, wrongKey, 'wrong-password'],
    ['there is no such account', stranger, passwordKey, 'gone'],
  ])('changes nothing where %s', async (_, account, key, fault) => {
    const before = [await world.vault(), await world.accounts()];
    expect(await remove(account, key)).toMatchObject({ ok: false, fault });
    expect([await world.vault(), await world.accounts()]).toEqual(before);
  });

  it('never removes the last one', async () => {
    await remove(firstAddress);
    await remove(importedAddress);
    expect(await remove(secondAddress)).toEqual({ ok: false, fault: 'last-account' });
    expect(await world.accounts()).toHaveLength(1);
  });

  it('puts another one on the first screen where it stood there', async () => {
    await remove(firstAddress);
    expect(await world.settings()).toMatchObject({ account: secondAddress });
  });

  it('takes it out of its sessions; those that have no other end', async () => {
    await connect({
      alone: { accounts: [secondAddress] },
      shared: { accounts: [secondAddress, firstAddress] },
      other: { accounts: [firstAddress] },
    });
    const lastUsedAt = (await sessionOf('shared'))!.lastUsedAt;
    await remove(secondAddress);
    expect(await sessionOf('alone')).toMatchObject({ end: { reason: 'account-removed' } });
    expect(await sessionOf('shared')).toMatchObject({ accounts: [firstAddress], end: null, lastUsedAt });
    expect(await sessionOf('other')).toMatchObject({ accounts: [firstAddress], end: null });
    expect(new Set(world.told.refreshed.at(-1))).toEqual(
      new Set([keyOf(placeOf('alone')), keyOf(placeOf('shared'))]),
    );
  });

  it('refuses what waits for it, and only that', async () => {
    await connect({
      alone: { accounts: [secondAddress] },
      shared: { accounts: [secondAddress, firstAddress] },
    });
    const alone = await hold('alone', secondAddress);
    const shared = await hold('shared', secondAddress);
    const kept = await hold('shared', firstAddress);
    await remove(secondAddress);
    expect(await Promise.all([alone, shared, kept].map(stageOf))).toEqual([
      'answered',
      'answered',
      'waiting',
    ]);
    const codes = new Map(
      world.told.answers.map(({ id, answer }) => [id, answer.ok ? null : answer.error.code]),
    );
    expect(codes).toEqual(
      new Map([
        [alone, faults.unauthorized.code],
        [shared, faults.superseded.code],
      ]),
    );
    expect(world.told.signed).toEqual([]);
  });

  it('offers no reconnect that could never succeed, and leaves every other ended session', async () => {
    await connect({
      lapsed: { accounts: [secondAddress], end: ended('idle-limit') },
      closed: { accounts: [secondAddress], end: ended('ended-by-you') },
      both: { accounts: [secondAddress, firstAddress], end: ended('idle-limit') },
    });
    const toSign = await hold('lapsed', secondAddress);
    const toSwitch = await hold('lapsed', secondAddress, { kind: 'switch-network', chain: 10 });
    const toConnect = await hold('lapsed', secondAddress, { kind: 'connect', answerAs: 'accounts' });
    await remove(secondAddress);
    expect(await sessionOf('lapsed')).toBeNull();
    const stages = await Promise.all([toSign, toSwitch, toConnect].map(stageOf));
    expect(stages).toEqual(['answered', 'answered', 'waiting']);
    expect(await sessionOf('closed')).toMatchObject({ end: { reason: 'ended-by-you' } });
    expect(await sessionOf('both')).toMatchObject({ end: { reason: 'idle-limit' } });
  });

  it('does not hide a limit that was reached before', async () => {
    await connect({ lapsed: { accounts: [secondAddress] } });
    world.pass(8 * day);
    await unlockVault(world.ports, { passwordKey });
    await remove(secondAddress);
    const ends = (await world.journal()).flatMap((event) =>
      event.kind === 'session-ended' ? [event.end.reason] : [],
    );
    expect(ends).toEqual(['idle-limit']);
  });
});

describe('"Forgot password?"', () => {
  const reset = { phrase, passwordKey: newPasswordKey, derivation: { ...derivation, salt: 'ab'.repeat(16) } };

  beforeEach(async () => {
    await add('Second');
    await importCow();
    await lockVault(world.ports);
  });

  it("keeps the phrase's accounts with their names, loses imported keys, and leaves the vault unlocked", async () => {
    const before = await world.vault();
    expect(await resetVault(world.ports, { ...reset, phrase: phrase.toUpperCase() })).toEqual({
      ok: true,
      value: null,
    });
    expect(await world.accounts()).toMatchObject([
      { address: firstAddress, name: 'Account 1' },
      { address: secondAddress, name: 'Second' },
    ]);
    const after = await world.vault();
    expect(after?.id).not.toBe(before?.id);
    expect(after?.secrets.map(({ id }) => id)).toEqual(['phrase']);
    expect(world.held()).not.toBeNull();
    expect(await world.journal()).toContainEqual({ kind: 'vault-reset' });
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'wrong-password' });
    expect(await unlockVault(world.ports, { passwordKey: newPasswordKey })).toMatchObject({ ok: true });
  });

  it('ends every session with wallet-reset in the same transaction; what waits goes on waiting for the reconnect', async () => {
    await connect({
      one: { accounts: [firstAddress] },
      both: { accounts: [importedAddress, secondAddress] },
      ended: { accounts: [firstAddress], end: ended('idle-limit') },
    });
    const waiting = await hold('one', firstAddress);
    await resetVault(world.ports, reset);
    expect(await sessionOf('one')).toMatchObject({ end: { reason: 'wallet-reset', at: world.now() } });
    expect(await sessionOf('both')).toMatchObject({
      accounts: [secondAddress],
      end: { reason: 'wallet-reset' },
    });
    expect(await sessionOf('ended')).toMatchObject({ end: { reason: 'idle-limit' } });
    expect(await stageOf(waiting)).toBe('waiting');
    expect(world.told.refreshed.at(-1)).toBeNull();
  });

  it('ends a session whose accounts are all lost with account-removed: there is nothing to reconnect', async () => {
    await connect({ lost: { accounts: [importedAddress] } });
    const waiting = await hold('lost', importedAddress);
    await resetVault(world.ports, reset);
    expect(await sessionOf('lost')).toMatchObject({ end: { reason: 'account-removed' } });
    expect(await stageOf(waiting)).toBe('answered');
  });

  it('forgives wrong passwords and their delay', async () => {
    for (let time = 0; time < 10; time += 1) await unlockVault(world.ports, { passwordKey: wrongKey });
    expect(await resetVault(world.ports, reset)).toMatchObject({ ok: true });
    expect(await unlockVault(world.ports, { passwordKey: newPasswordKey })).toMatchObject({ ok: true });
  });

  it.each([
    ["another wallet's phrase", { phrase: otherPhrase }, { fault: 'wrong-phrase' }],
    [
      'an unknown word',
      { phrase: phrase.replace('junk', 'jnuk') },
      { fault: 'unknown-word', position: 12, word: 'jnuk' },
    ],
    ['a wrong checksum', { phrase: phrase.replace('junk', 'test') }, { fault: 'checksum' }],
    ['too few words', { phrase: 'test' }, { fault: 'word-count', words: 1 }],
    ['a weak derivation', { derivation: { ...derivation, iterations: 1 } }, { fault: 'invalid' }],
  ])('changes nothing, and ends nothing, for %s', async (_, over, fault) => {
    await connect({ one: { accounts: [firstAddress] } });
    const before = [await world.vault(), await world.accounts()];
    expect(await resetVault(world.ports, { ...reset, ...over })).toEqual({ ok: false, ...fault });
    expect([await world.vault(), await world.accounts()]).toEqual(before);
    expect(await sessionOf('one')).toMatchObject({ end: null });
    expect(world.held()).toBeNull();
  });

  it("takes another wallet's phrase where the person says that it shall replace this one", async () => {
    await connect({
      one: { accounts: [firstAddress, secondAddress] },
      old: { accounts: [firstAddress], end: ended('idle-limit') },
    });
    const replacement = { accountName: 'New' };
    expect(await resetVault(world.ports, { ...reset, phrase: otherPhrase, replacement })).toMatchObject({
      ok: true,
    });
    expect(await world.accounts()).toMatchObject([
      { address: firstOfOther, name: 'New', source: { index: 0 } },
    ]);
    expect(await world.settings()).toMatchObject({ account: firstOfOther });
    expect(await sessionOf('one')).toMatchObject({ end: { reason: 'account-removed' } });
    expect(await sessionOf('old')).toBeNull();
  });

  it('takes any phrase where only imported accounts are left: it can lose nothing more', async () => {
    await unlockVault(world.ports, { passwordKey });
    await remove(firstAddress);
    await remove(secondAddress);
    expect(await resetVault(world.ports, reset)).toMatchObject({ ok: true });
    expect(await world.accounts()).toMatchObject([{ address: firstAddress }]);
  });

  it('changes nothing at all where the store fails on the way', async () => {
    await connect({ one: { accounts: [firstAddress] } });
    const before = await world.vault();
    const store = {
      ...world.ports.store,
      write: <Result>(work: Parameters<typeof world.ports.store.write<Result>>[0]) =>
        world.ports.store.write<Result>((writes) =>
          work({ ...writes, putAccounts: () => Promise.reject(new Error('The disk is full')) }),
        ),
    };
    await expect(resetVault({ ...world.ports, store }, reset)).rejects.toThrow('full');
    expect(await world.vault()).toEqual(before);
    expect(await sessionOf('one')).toMatchObject({ end: null });
    expect(world.held()).toBeNull();
  });
});

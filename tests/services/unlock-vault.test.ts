import { describe, expect, it } from 'vitest';
import { derivationFloor } from '../../src/core/vault';
import { failAttempt, noFailedAttempts } from '../../src/core/unlock-attempts';
import { day, hour, minute, second } from '../../src/core/units';
import { checkPassword } from '../../src/services/check-password';
import { createVault } from '../../src/services/create-vault';
import { lockVault } from '../../src/services/lock-vault';
import { commit } from '../../src/services/now';
import { unlockVault } from '../../src/services/unlock-vault';
import { keepUnlocked, unlockedKey, unlockedUntil } from '../../src/services/unlocked-key';
import {
  derivation,
  makeEmptyVaultWorld,
  makeVaultWorld,
  newPasswordKey,
  newVault,
  otherPhrase,
  passwordKey,
  phrase,
  firstAddress,
  wrongKey,
  type VaultWorld,
} from './vault-world';

async function failTimes(world: VaultWorld, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    expect(await unlockVault(world.ports, { passwordKey: wrongKey })).toMatchObject({
      fault: 'wrong-password',
    });
  }
}

describe('making a vault', () => {
  it('stores it encrypted, with its first account, and leaves it unlocked', async () => {
    const world = await makeEmptyVaultWorld();
    expect(await createVault(world.ports, newVault)).toEqual({ ok: true, value: null });
    expect(await world.accounts()).toMatchObject([
      { address: firstAddress, name: 'Account 1', source: { kind: 'phrase', index: 0 } },
    ]);
    expect(await world.settings()).toMatchObject({ account: firstAddress, isPhraseSaved: true });
    expect(await unlockedKey(world.ports)).toMatch(/^[0-9a-f]{64}$/);
    expect(await world.journal()).toEqual([{ kind: 'vault-created' }]);
    expect(JSON.stringify(await world.vault())).not.toContain('junk');
  });

  it.each([
    ['a word too few', phrase.replace(' junk', ''), { fault: 'word-count', words: 11 }],
    [
      'an unknown word',
      phrase.replace('junk', 'jnuk'),
      { fault: 'unknown-word', position: 12, word: 'jnuk' },
    ],
    ['a wrong checksum', phrase.replace('junk', 'test'), { fault: 'checksum' }],
  ])('from a phrase with %s changes nothing and says what is wrong', async (_, wrong, fault) => {
    const world = await makeEmptyVaultWorld();
    expect(await createVault(world.ports, { ...newVault, phrase: wrong })).toEqual({ ok: false, ...fault });
    expect(await world.vault()).toBeNull();
    expect(world.held()).toBeNull();
  });

  it('never takes the place of another', async () => {
    const world = await makeVaultWorld();
    const before = await world.vault();
    expect(await createVault(world.ports, { ...newVault, phrase: otherPhrase })).toMatchObject({
      fault: 'vault-exists',
    });
    expect(await world.vault()).toEqual(before);
  });

  it("is refused below today's derivation (SEC-14)", async () => {
    const world = await makeEmptyVaultWorld();
    const weak = { ...derivation, memory: derivationFloor.memory };
    expect(await createVault(world.ports, { ...newVault, derivation: weak })).toMatchObject({
      fault: 'invalid',
    });
    expect(await world.vault()).toBeNull();
  });
});

describe('the unlocked key (SEC-16)', () => {
  it('is gone when the vault was locked', async () => {
    const world = await makeVaultWorld();
    await lockVault(world.ports);
    expect(world.held()).toBeNull();
    expect(await unlockedKey(world.ports)).toBeNull();
    expect(await unlockedUntil(world.ports)).toBeNull();
  });

  it('locks by itself after 15 minutes: each reader looks, no alarm is needed', async () => {
    const world = await makeVaultWorld();
    world.pass(15 * minute - 1);
    expect(await unlockedKey(world.ports)).not.toBeNull();
    world.pass(1);
    expect(world.held()).not.toBeNull();
    expect(await unlockedKey(world.ports)).toBeNull();
    expect(world.held()).toBeNull();
  });

  it('stays for who is at our pages, counted from then', async () => {
    const world = await makeVaultWorld();
    world.pass(10 * minute);
    await keepUnlocked(world.ports);
    expect(await unlockedUntil(world.ports)).toBe(world.now() + 15 * minute);
    world.pass(15 * minute);
    await keepUnlocked(world.ports);
    expect(await unlockedKey(world.ports)).toBeNull();
  });

  it('is not brought back by a person who presses "Lock": their click counts as being there', async () => {
    const world = await makeVaultWorld();
    await Promise.all([keepUnlocked(world.ports), lockVault(world.ports)]);
    expect(await unlockedKey(world.ports)).toBeNull();
  });

  it('is kept open from a moment that is stored: a clock that was a year ahead for that moment is found (SEC-20)', async () => {
    const world = await makeVaultWorld();
    world.pass(10 * minute);
    await keepUnlocked(world.ports);
    world.pass(-10 * minute);
    world.restartWorker();
    expect(await unlockedKey(world.ports)).toBeNull();
  });

  it('locks when the clock was set back, for readers and writers alike (SEC-20)', async () => {
    const world = await makeVaultWorld();
    await commit(world.ports, async () => null);
    world.pass(-5 * minute);
    expect(await unlockedKey(world.ports)).toBeNull();
    expect(world.held()).toBeNull();
  });
});

describe('unlocking', () => {
  it('opens with the right password only, and says since when it is open', async () => {
    const world = await makeVaultWorld();
    const key = world.held()?.dataKey;
    await lockVault(world.ports);
    expect(await unlockVault(world.ports, { passwordKey: wrongKey })).toEqual({
      ok: false,
      fault: 'wrong-password',
      retryAt: null,
    });
    expect(world.held()).toBeNull();
    expect(await unlockVault(world.ports, { passwordKey })).toEqual({ ok: true, value: null });
    expect(world.held()).toEqual({ dataKey: key, lockAt: world.now() + 15 * minute });
  });

  it('says so where there is no vault', async () => {
    const world = await makeEmptyVaultWorld();
    expect(await unlockVault(world.ports, { passwordKey })).toEqual({ ok: false, fault: 'no-vault' });
  });

  it("raises a derivation that is weaker than today's, once (SEC-14)", async () => {
    const world = await makeVaultWorld();
    const vault = await world.vault();
    const { dataKey } = world.held()!;
    const weak = { ...derivation, memory: derivationFloor.memory };
    const aged = await world.ports.keystore.rewrap(vault!, dataKey, passwordKey, weak);
    await world.ports.store.write((writes) => writes.putVault(aged));
    const raised = { passwordKey: newPasswordKey, derivation: { ...derivation, salt: 'ab'.repeat(16) } };
    expect(await unlockVault(world.ports, { passwordKey: wrongKey, raised })).toMatchObject({
      fault: 'wrong-password',
    });
    expect(await world.vault()).toEqual(aged);
    expect(await unlockVault(world.ports, { passwordKey, raised })).toMatchObject({ ok: true });
    expect((await world.vault())?.derivation).toEqual(raised.derivation);
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'wrong-password' });
    expect(await unlockVault(world.ports, { passwordKey: newPasswordKey })).toMatchObject({ ok: true });
    expect(world.held()?.dataKey).toBe(dataKey);
  });

  it.each([
    ['where it is strong enough already', derivation, { ...derivation, salt: 'ab'.repeat(16) }],
    [
      'to one that is weak itself',
      { ...derivation, memory: derivationFloor.memory },
      { ...derivation, iterations: 1, salt: 'ab'.repeat(16) },
    ],
  ])('does not change the derivation %s', async (_, current, next) => {
    const world = await makeVaultWorld();
    const vault = await world.ports.keystore.rewrap(
      (await world.vault())!,
      world.held()!.dataKey,
      passwordKey,
      current,
    );
    await world.ports.store.write((writes) => writes.putVault(vault));
    const raised = { passwordKey: newPasswordKey, derivation: next };
    expect(await unlockVault(world.ports, { passwordKey, raised })).toMatchObject({ ok: true });
    expect(await world.vault()).toEqual(vault);
  });
});

describe('wrong passwords (SEC-17)', () => {
  it('are followed by growing delays from the tenth on, 30 s to 1 h', async () => {
    const world = await makeVaultWorld();
    await failTimes(world, 9);
    const delays: number[] = [];
    for (let time = 0; time < 10; time += 1) {
      const outcome = await unlockVault(world.ports, { passwordKey: wrongKey });
      if (outcome.ok || outcome.fault !== 'wrong-password') throw new Error('Not refused as wrong');
      delays.push(outcome.retryAt! - world.now());
      world.pass(outcome.retryAt! - world.now());
    }
    expect(delays).toEqual(
      [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600].map((seconds) => seconds * second),
    );
  });

  it('make even the right one wait, and waiting costs no further attempt', async () => {
    const world = await makeVaultWorld();
    await lockVault(world.ports);
    await failTimes(world, 10);
    const retryAt = world.now() + 30 * second;
    for (let time = 0; time < 3; time += 1) {
      expect(await unlockVault(world.ports, { passwordKey })).toEqual({
        ok: false,
        fault: 'too-many-attempts',
        retryAt,
      });
      expect(await checkPassword(world.ports, passwordKey)).toMatchObject({ fault: 'too-many-attempts' });
    }
    world.pass(30 * second - 1);
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'too-many-attempts' });
    expect(world.held()).toBeNull();
    world.pass(1);
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ ok: true });
    expect(await world.attempts()).toEqual({ failed: 0, retryAt: null, failedBefore: 10 });
  });

  it('keep their delay over a restart of worker and browser', async () => {
    const world = await makeVaultWorld();
    await failTimes(world, 10);
    world.restartWorker();
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'too-many-attempts' });
  });

  it.each([
    ['one minute', minute],
    ['an hour', hour],
    ['a year', 365 * day],
  ])('keep their delay, no shorter and not much longer, when the clock is set back by %s', async (_, by) => {
    const world = await makeVaultWorld();
    await failTimes(world, 10);
    world.pass(-by);
    world.restartWorker();
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'too-many-attempts' });
    world.pass(30 * second - 1);
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'too-many-attempts' });
    world.pass(2 * minute);
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ ok: true });
  });

  it('count in a row: the right one starts anew', async () => {
    const world = await makeVaultWorld();
    await failTimes(world, 9);
    await unlockVault(world.ports, { passwordKey });
    await failTimes(world, 9);
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ ok: true });
  });

  it('count wherever a password is asked for', async () => {
    const world = await makeVaultWorld();
    for (let time = 0; time < 10; time += 1) await checkPassword(world.ports, wrongKey);
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'too-many-attempts' });
  });

  it('are journaled, and told at the next unlock', async () => {
    const world = await makeVaultWorld();
    await lockVault(world.ports);
    await failTimes(world, 2);
    expect(await world.attempts()).toMatchObject({ failed: 2 });
    expect(await world.journal()).toEqual([
      { kind: 'unlock-failed', attempts: 2 },
      { kind: 'unlock-failed', attempts: 1 },
      { kind: 'vault-created' },
    ]);
    await unlockVault(world.ports, { passwordKey });
    expect(await world.attempts()).toEqual({ failed: 0, retryAt: null, failedBefore: 2 });
    await checkPassword(world.ports, wrongKey);
    await checkPassword(world.ports, passwordKey);
    expect(await world.attempts()).toMatchObject({ failed: 0, failedBefore: 3 });
    await unlockVault(world.ports, { passwordKey });
    expect(await world.attempts()).toEqual(noFailedAttempts);
  });

  it('cannot be tried many at once', async () => {
    const world = await makeVaultWorld();
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () => unlockVault(world.ports, { passwordKey: wrongKey })),
    );
    const tried = outcomes.filter((outcome) => !outcome.ok && outcome.fault === 'wrong-password');
    expect(tried).toHaveLength(10);
    expect(await world.attempts()).toMatchObject({ failed: 10 });
  });

  it('are counted before the password is looked at: a death of the worker makes no try free', async () => {
    const world = await makeVaultWorld();
    const dying = { ...world.ports.keystore, open: () => Promise.reject(new Error('The worker died')) };
    await expect(unlockVault({ ...world.ports, keystore: dying }, { passwordKey: wrongKey })).rejects.toThrow(
      'died',
    );
    expect(await world.attempts()).toMatchObject({ failed: 1 });
  });

  it('unlock nothing where the store fails', async () => {
    const world = await makeVaultWorld();
    await lockVault(world.ports);
    const store = { ...world.ports.store, write: () => Promise.reject(new Error('The disk is full')) };
    await expect(unlockVault({ ...world.ports, store }, { passwordKey })).rejects.toThrow('full');
    expect(world.held()).toBeNull();
  });

  it('never grow into a delay beyond an hour, however many they are', () => {
    let attempts = noFailedAttempts;
    for (let time = 0; time < 2_000; time += 1) attempts = failAttempt(attempts, 0);
    expect(attempts.retryAt).toBe(hour);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { derivePasswordKey, deriveUnlockKeys } from '../../../src/adapters/vault/key-derivation';
import { derivationFloor, derivationNow, type KeyDerivation } from '../../../src/core/vault';

// Argon2id is meant to be slow, and slower still where other suites run beside it.
vi.setConfig({ testTimeout: 60_000 });

const cheap: KeyDerivation = {
  algorithm: 'argon2id',
  memory: derivationFloor.memory,
  iterations: derivationFloor.iterations,
  parallelism: 1,
  salt: '5a'.repeat(16),
};

describe('deriving a key from a password', () => {
  it("gives the key of Argon2's reference implementation (SEC-14)", async () => {
    const somesalt = '736f6d6573616c74';
    const key = await derivePasswordKey('password', {
      algorithm: 'argon2id',
      memory: 64 * 1024,
      iterations: 2,
      parallelism: 1,
      salt: somesalt,
    });
    expect(key).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });

  it('takes passwords that look alike for the same, however they were typed', async () => {
    const composed = await derivePasswordKey('pässwörd 1', cheap);
    expect(await derivePasswordKey('pa\u0308sswo\u0308rd 1', cheap)).toBe(composed);
    expect(await derivePasswordKey('ｐässwörd　１', cheap)).toBe(composed);
    expect(await derivePasswordKey('passwörd 1', cheap)).not.toBe(composed);
  });

  it('gives other keys for other salts and parameters', async () => {
    const keys = await Promise.all([
      derivePasswordKey('password', cheap),
      derivePasswordKey('password', { ...cheap, salt: '5b'.repeat(16) }),
      derivePasswordKey('password', { ...cheap, iterations: 2 }),
      derivePasswordKey('password', { ...cheap, parallelism: 2 }),
      derivePasswordKey('password', { ...cheap, memory: cheap.memory + 1024 }),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['memory', { memory: derivationFloor.memory - 1 }],
    ['iterations', { iterations: 0 }],
  ])('refuses %s below the floor, whatever the store says (SEC-14)', async (_, weaker) => {
    await expect(derivePasswordKey('password', { ...cheap, ...weaker })).rejects.toThrow(RangeError);
  });
});

describe('the keys to unlock with', () => {
  const fresh: KeyDerivation = { ...derivationNow, salt: 'aa'.repeat(16) };

  it('are one key while the derivation is as strong as today', async () => {
    const keys = await deriveUnlockKeys('password', fresh, { ...fresh, salt: 'bb'.repeat(16) });
    expect(keys).toEqual({ passwordKey: await derivePasswordKey('password', fresh) });
  });

  it("bring today's key along where the derivation has become weak (SEC-14)", async () => {
    expect(await deriveUnlockKeys('password', cheap, fresh)).toEqual({
      passwordKey: await derivePasswordKey('password', cheap),
      raised: { passwordKey: await derivePasswordKey('password', fresh), derivation: fresh },
    });
  });
});

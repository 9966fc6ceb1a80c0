import { keystore } from '../../src/adapters/vault/keystore';
import { phraseRules } from '../../src/adapters/vault/phrase-rules';
import type { Account } from '../../src/core/account';
import { parseAddress, type Address } from '../../src/core/address';
import type { Settings } from '../../src/core/settings';
import type { UnlockAttempts } from '../../src/core/unlock-attempts';
import type { Millis } from '../../src/core/units';
import { derivationNow, type KeyDerivation, type VaultRecord } from '../../src/core/vault';
import { createVault } from '../../src/services/create-vault';
import type { Ports, Topic, UnlockedKey } from '../../src/services/ports';
import { createFakeStore } from './fake-store';
import { makeWorld } from './world';

export const phrase = 'test test test test test test test test test test test junk';
export const otherPhrase = `${'abandon '.repeat(11)}about`;
export const firstAddress = addressOf('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
export const secondAddress = addressOf('0x70997970C51812dc3A010C7d01b50e0d17dc79C8');
export const firstOfOther = addressOf('0x9858EfFD232B4033E47d90003D41EC34EcaEda94');
export const importedKey = '0xc85ef7d79691fe79573b1a7064c19c1a9819ebdbd1faaab1a8ec92344438aaf4';
export const importedAddress = addressOf('0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826');

/** What the pages would have derived from passwords. */
export const passwordKey = '11'.repeat(32);
export const wrongKey = '22'.repeat(32);
export const newPasswordKey = '33'.repeat(32);
export const derivation: KeyDerivation = { ...derivationNow, salt: '5a'.repeat(16) };

function addressOf(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`Not an address: ${text}`);
  return parsed;
}

/** A world with real cryptography, an empty store, and a key holder that a test can look into. */
export async function makeEmptyVaultWorld() {
  const changed: Topic[] = [];
  let held: UnlockedKey | null = null;
  const world = await makeWorld();
  const ports: Ports = {
    ...world.ports,
    store: createFakeStore(),
    keystore,
    phraseRules,
    attention: { ...world.ports.attention, changed: (topics) => void changed.push(...topics) },
    keyHolder: {
      get: async () => held,
      set: async (key) => {
        held = key;
      },
      keepUntil: async (lockAt) => {
        if (held !== null) held = { ...held, lockAt };
      },
      clear: async () => {
        held = null;
      },
    },
  };
  return {
    ports,
    told: world.told,
    pass: (by: Millis) => world.pass(by),
    restartWorker: () => world.restartWorker(),
    changed,
    held: () => held,
    now: () => ports.clock.read().wall,
    vault: (): Promise<VaultRecord | null> => ports.store.read((reads) => reads.vault()),
    accounts: (): Promise<readonly Account[]> => ports.store.read((reads) => reads.accounts()),
    settings: (): Promise<Settings> => ports.store.read((reads) => reads.settings()),
    attempts: (): Promise<UnlockAttempts> => ports.store.read((reads) => reads.unlockAttempts()),
    journal: async () =>
      (await ports.store.read((reads) => reads.journal(200, null))).items.map(({ event }) => event),
  };
}

/** A world with a vault around the known phrase, with one account, unlocked. */
export async function makeVaultWorld() {
  const world = await makeEmptyVaultWorld();
  const made = await createVault(world.ports, newVault);
  if (!made.ok) throw new Error(made.fault);
  return world;
}

export const newVault = { phrase, passwordKey, derivation, accountName: 'Account 1', isPhraseSaved: true };

export type VaultWorld = Awaited<ReturnType<typeof makeVaultWorld>>;

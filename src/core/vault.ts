import type { Address } from './address';

/** How a password becomes a key. Stored beside the vault, so that it can be raised at the next unlock (SEC-14). */
export interface KeyDerivation {
  readonly algorithm: 'argon2id';
  /** KiB */
  readonly memory: number;
  readonly iterations: number;
  readonly parallelism: number;
  /** 128 random bits as hex. */
  readonly salt: string;
}

/** What a new vault, and each rewrapped one, is derived with. */
export const derivationNow: Readonly<Omit<KeyDerivation, 'salt'>> = {
  algorithm: 'argon2id',
  memory: 64 * 1024,
  iterations: 3,
  parallelism: 3,
};

/** Whether a derivation is weaker than today's in any way, and is raised at the next unlock (SEC-14). */
export function isRaiseDue({ memory, iterations }: KeyDerivation): boolean {
  return memory < derivationNow.memory || iterations < derivationNow.iterations;
}

/** The weakest parameters that a stored vault may carry; anything below was tampered with. */
export const derivationFloor = { memory: 46 * 1024, iterations: 1 } as const;

/** AES-256-GCM: 96-bit IV and ciphertext with tag, as hex. */
export interface Sealed {
  readonly iv: string;
  readonly data: string;
}

/** One secret under the data key. Additional data: type, id and version. */
export interface SealedSecret extends Sealed {
  readonly type: 'phrase' | 'private-key';
  /** The account's address for a private key; "phrase" for the phrase. */
  readonly id: string;
  readonly version: 1;
}

/** The encrypted keys. */
export interface VaultRecord {
  readonly version: 1;
  /** 128 random bits as hex; new with each new phrase. */
  readonly id: string;
  readonly derivation: KeyDerivation;
  /** The data key under the password's key. */
  readonly wrappedKey: Sealed;
  readonly secrets: readonly SealedSecret[];
}

/** The vault with an imported key added. */
export function withKey(vault: VaultRecord, key: SealedSecret): VaultRecord {
  return { ...vault, secrets: [...vault.secrets, key] };
}

/** The vault without the imported key of this account. */
export function withoutKey(vault: VaultRecord, account: Address): VaultRecord {
  return {
    ...vault,
    secrets: vault.secrets.filter(({ type, id }) => type !== 'private-key' || id !== account),
  };
}

import { parseAddress } from '../../core/address';
import { derivationFloor, type KeyDerivation, type Sealed, type VaultRecord } from '../../core/vault';

/** A vault that is not what this wallet wrote: nothing in it is used (SEC-23). The text names no secret. */
export class VaultDamaged extends Error {
  override readonly name = 'VaultDamaged';
}

const ceiling = { memory: 1024 * 1024, iterations: 20, parallelism: 16 };
const randomPattern = /^[0-9a-f]{32}$/;
const ivPattern = /^[0-9a-f]{24}$/;
const dataPattern = /^(?:[0-9a-f]{2}){16,}$/;
/** 256 bits and the tag. */
const wrappedKeyLength = (32 + 16) * 2;

/**
 * Checks a vault before any of it is used.
 * @throws VaultDamaged
 */
export function checkVault(vault: VaultRecord): void {
  demand(vault.version === 1, 'its version is unknown');
  demand(randomPattern.test(vault.id), 'its id is malformed');
  checkDerivation(vault.derivation);
  checkSealed(vault.wrappedKey);
  demand(vault.wrappedKey.data.length === wrappedKeyLength, 'its wrapped key has the wrong length');
  demand(Array.isArray(vault.secrets), 'its secrets are malformed');
  const ids = new Set<string>();
  for (const secret of vault.secrets) {
    demand(secret.version === 1, "a secret's version is unknown");
    const isPhrase = secret.type === 'phrase' && secret.id === 'phrase';
    const isKey = secret.type === 'private-key' && parseAddress(secret.id) === secret.id;
    demand(isPhrase || isKey, 'a secret has an unknown type or id');
    demand(!ids.has(secret.id), 'a secret is there twice');
    ids.add(secret.id);
    checkSealed(secret);
  }
}

/**
 * Refuses parameters that are below the floor, and such that no device could bear.
 * @throws VaultDamaged
 */
export function checkDerivation({ algorithm, memory, iterations, parallelism, salt }: KeyDerivation): void {
  demand(algorithm === 'argon2id', 'its derivation is unknown');
  demand(isWithin(memory, derivationFloor.memory, ceiling.memory), 'its derivation has a wrong memory');
  demand(
    isWithin(iterations, derivationFloor.iterations, ceiling.iterations),
    'its derivation has a wrong number of iterations',
  );
  demand(isWithin(parallelism, 1, ceiling.parallelism), 'its derivation has a wrong parallelism');
  demand(randomPattern.test(salt), 'its salt is malformed');
}

function checkSealed({ iv, data }: Sealed): void {
  demand(ivPattern.test(iv), 'an IV is malformed');
  demand(dataPattern.test(data), 'a sealed content is malformed');
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

function demand(isFine: boolean, problem: string): void {
  if (!isFine) throw new VaultDamaged(`The vault cannot be used: ${problem}.`);
}

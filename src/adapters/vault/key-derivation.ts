import { argon2id } from 'hash-wasm';
import { derivationFloor, isRaiseDue, type KeyDerivation } from '../../core/vault';

/**
 * The key of a password, as 256 bits of hex (SEC-14). It holds the page for more than half a second, so it runs in
 * our own pages, never in the worker. Passwords that look alike are alike: NFKC before anything else.
 * @throws RangeError where the parameters are below the floor, or the password is empty
 */
export async function derivePasswordKey(password: string, derivation: KeyDerivation): Promise<string> {
  const { memory, iterations, parallelism, salt } = derivation;
  if (memory < derivationFloor.memory || iterations < derivationFloor.iterations) {
    throw new RangeError('The derivation is too weak to be used: its parameters were tampered with.');
  }
  return argon2id({
    password: new TextEncoder().encode(password.normalize('NFKC')),
    salt: bytesOf(salt),
    memorySize: memory,
    iterations,
    parallelism,
    hashLength: 32,
    outputType: 'hex',
  });
}

/** What `vault.unlock` takes. */
export interface UnlockKeys {
  readonly passwordKey: string;
  readonly raised?: { readonly passwordKey: string; readonly derivation: KeyDerivation };
}

/** The keys to unlock with: the vault's own and, where its derivation is weaker than today's, the one to raise it to. */
export async function deriveUnlockKeys(
  password: string,
  current: KeyDerivation,
  fresh: KeyDerivation,
): Promise<UnlockKeys> {
  const passwordKey = await derivePasswordKey(password, current);
  if (!isRaiseDue(current)) return { passwordKey };
  return {
    passwordKey,
    raised: { passwordKey: await derivePasswordKey(password, fresh), derivation: fresh },
  };
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

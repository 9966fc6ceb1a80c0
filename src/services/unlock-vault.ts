import { done, failed, type Outcome } from '../core/outcome';
import { borrowWallet } from './borrow-wallet';
import { passUnlock } from '../core/unlock-attempts';
import { isRaiseDue, type KeyDerivation } from '../core/vault';
import { tryPassword } from './check-password';
import { commit } from './now';
import type { OpenedVault, Ports } from './ports';
import { restoreWallet } from './restore';
import { holdKey } from './unlocked-key';

/** The same password's key under a derivation of today's strength. */
export interface RaisedKey {
  readonly passwordKey: string;
  readonly derivation: KeyDerivation;
}

/** Unlocks the vault. Where its derivation has become weak, wraps its data key anew under the raised one (SEC-14). */
export async function unlockVault(
  ports: Ports,
  { passwordKey, raised }: { readonly passwordKey: string; readonly raised?: RaisedKey | undefined },
): Promise<Outcome<null>> {
  const opened = await tryPassword(ports, passwordKey);
  if (!opened.ok) return opened;
  const { vault, dataKey } = opened.value;
  const wrapped = await raise(ports, opened.value, raised);
  const copyKey = await ports.cipher.deriveKey(dataKey, 'copy');
  const unlocked = await commit(ports, async (writes, { now, isRestoring }) => {
    const current = await writes.vault();
    if (current?.id !== vault.id) return null;
    await writes.putUnlockAttempts(passUnlock(await writes.unlockAttempts()));
    if (wrapped !== null && current.wrappedKey.data === vault.wrappedKey.data) {
      await writes.putVault({ ...current, derivation: wrapped.derivation, wrappedKey: wrapped.wrappedKey });
    }
    // A wallet of an earlier version has no copy of the rest yet: from its first unlock on it has (SEC-24).
    if (!isRestoring && (await writes.copyKey()) === null) await writes.putCopyKey(copyKey);
    return { now, settings: await writes.settings() };
  });
  if (unlocked === null) return failed({ fault: 'gone' });
  await restoreWallet(ports, dataKey);
  await holdKey(ports, dataKey, unlocked);
  await borrowWallet(ports);
  return done(null);
}

async function raise(ports: Ports, { vault, dataKey }: OpenedVault, raised: RaisedKey | undefined) {
  if (raised === undefined || !isRaiseDue(vault.derivation) || isRaiseDue(raised.derivation)) return null;
  return ports.keystore.rewrap(vault, dataKey, raised.passwordKey, raised.derivation);
}

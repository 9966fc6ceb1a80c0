import { done, failed, type Outcome } from '../core/outcome';
import { isRaiseDue, type KeyDerivation } from '../core/vault';
import { checkPassword } from './check-password';
import { commit } from './now';
import type { Ports } from './ports';

/** The key of the password so far, and of the one that is to be. */
export interface PasswordChange {
  readonly passwordKey: string;
  readonly newPasswordKey: string;
  readonly derivation: KeyDerivation;
}

/** Wraps the data key with a new password (SEC-14). What is sealed stays as it is; the vault stays locked or unlocked. */
export async function changePassword(ports: Ports, change: PasswordChange): Promise<Outcome<null>> {
  if (isRaiseDue(change.derivation)) return failed({ fault: 'invalid' });
  const opened = await checkPassword(ports, change.passwordKey);
  if (!opened.ok) return opened;
  const { vault, dataKey } = opened.value;
  const wrapped = await ports.keystore.rewrap(vault, dataKey, change.newPasswordKey, change.derivation);
  const outcome = await commit(ports, async (writes, { now }): Promise<Outcome<null>> => {
    const current = await writes.vault();
    if (current?.wrappedKey.data !== vault.wrappedKey.data) return failed({ fault: 'gone' });
    await writes.putVault({ ...current, derivation: wrapped.derivation, wrappedKey: wrapped.wrappedKey });
    await writes.appendJournal(now, { kind: 'password-changed' });
    return done(null);
  });
  ports.attention.changed(['overview', 'journal']);
  return outcome;
}

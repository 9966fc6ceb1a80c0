import { done, failed, type Outcome } from '../core/outcome';
import { failAttempt, mayAttempt, passCheck } from '../core/unlock-attempts';
import type { VaultRecord } from '../core/vault';
import { commit } from './now';
import type { OpenedVault, Ports } from './ports';

/** Asks for the password before something that needs more than an unlocked vault. Unlocks nothing. */
export async function checkPassword(ports: Ports, passwordKey: string): Promise<Outcome<OpenedVault>> {
  const opened = await tryPassword(ports, passwordKey);
  if (opened.ok) {
    await commit(ports, async (writes) => {
      await writes.putUnlockAttempts(passCheck(await writes.unlockAttempts()));
    });
  }
  return opened;
}

/**
 * Opens the vault with a password's key (SEC-17). The try is counted before the key is looked at, so that neither
 * several pages at once nor the worker's death make one more; who calls takes it off where the password was right.
 */
export async function tryPassword(ports: Ports, passwordKey: string): Promise<Outcome<OpenedVault>> {
  const counted = await countTry(ports);
  if (!counted.ok) return counted;
  const vault = counted.value;
  const dataKey = await ports.keystore.open(vault, passwordKey);
  return dataKey === null ? refuse(ports) : done({ vault, dataKey });
}

function countTry(ports: Ports): Promise<Outcome<VaultRecord>> {
  return commit(ports, async (writes, { now }): Promise<Outcome<VaultRecord>> => {
    const vault = await writes.vault();
    if (vault === null) return failed({ fault: 'no-vault' });
    const attempts = await writes.unlockAttempts();
    if (!mayAttempt(attempts, now)) {
      return failed({ fault: 'too-many-attempts', retryAt: attempts.retryAt });
    }
    await writes.putUnlockAttempts(failAttempt(attempts, now));
    return done(vault);
  });
}

async function refuse(ports: Ports): Promise<Outcome<never>> {
  const { retryAt } = await commit(ports, async (writes, { now }) => {
    const attempts = await writes.unlockAttempts();
    await writes.appendJournal(now, { kind: 'unlock-failed', attempts: attempts.failed });
    return attempts;
  });
  ports.attention.changed(['overview', 'journal']);
  return failed({ fault: 'wrong-password', retryAt });
}

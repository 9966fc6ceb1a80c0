import type { Account } from '../core/account';
import { done, failed, type Outcome } from '../core/outcome';
import { noFailedAttempts } from '../core/unlock-attempts';
import { isRaiseDue, type KeyDerivation } from '../core/vault';
import { commit } from './now';
import type { Ports } from './ports';
import { holdKey } from './unlocked-key';

/** A new wallet: made here or brought by its phrase. */
export interface NewVault {
  readonly phrase: string;
  readonly passwordKey: string;
  readonly derivation: KeyDerivation;
  readonly accountName: string;
  readonly isPhraseSaved: boolean;
}

/** Makes the vault around a phrase, with its first account, and leaves it unlocked. Never takes the place of another. */
export async function createVault(ports: Ports, asked: NewVault): Promise<Outcome<null>> {
  const { passwordKey, derivation, accountName, isPhraseSaved } = asked;
  const verdict = await ports.phraseRules.check(asked.phrase);
  if (!verdict.ok) return verdict;
  if (isRaiseDue(derivation)) return failed({ fault: 'invalid' });
  const { vault, dataKey } = await ports.keystore.create(verdict.phrase, passwordKey, derivation);
  const account: Account = {
    ...(await ports.keystore.deriveAccount(vault, dataKey, 0)),
    name: accountName,
    source: { kind: 'phrase', index: 0 },
  };
  const copyKey = await ports.cipher.deriveKey(dataKey, 'copy');
  const made = await commit(ports, async (writes, { now }) => {
    if ((await writes.vault()) !== null) return null;
    const settings = { ...(await writes.settings()), account: account.address, isPhraseSaved };
    await writes.putVault(vault);
    await writes.putCopyKey(copyKey);
    await writes.putAccounts([account]);
    await writes.putSettings(settings);
    await writes.putUnlockAttempts(noFailedAttempts);
    await writes.appendJournal(now, { kind: 'vault-created' });
    return { now, settings };
  });
  if (made === null) return failed({ fault: 'vault-exists' });
  await ports.coordinations.notePhrase();
  await holdKey(ports, dataKey, made);
  ports.attention.changed(['accounts', 'settings', 'journal']);
  return done(null);
}

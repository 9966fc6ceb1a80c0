import type { Account } from '../core/account';
import { done, failed, type Outcome } from '../core/outcome';
import { withKey, type SealedSecret, type VaultRecord } from '../core/vault';
import { putRelays } from './change-relays';
import { commit } from './now';
import type { OpenedBackup } from './open-backup';
import type { Ports } from './ports';
import { noteRestored, putContents, relaysAfter, type PutContents } from './put-contents';
import { schedule } from './schedule';
import { unlockedKey } from './unlocked-key';

/** What reading a backup back came to: a wallet where there was none, an addition, or a wallet in another's place. */
export interface Restored extends PutContents {
  readonly kind: 'new' | 'added' | 'replaced';
}

/** Adds to a wallet what it lacks of its own backup. What is there stays as it is, and every session goes on. */
export async function addFromBackup(
  ports: Ports,
  backup: OpenedBackup,
  vault: VaultRecord,
): Promise<Outcome<Restored>> {
  const dataKey = await unlockedKey(ports);
  if (dataKey === null) return failed({ fault: 'locked' });
  const keys: SealedSecret[] = [];
  for (const account of backup.copy.accounts) {
    const key = await keyFor(ports, backup, account, dataKey);
    if (key !== null) keys.push(key);
  }
  const added = await commit(ports, async (writes, { now }) => {
    const current = await writes.vault();
    if (current?.id !== vault.id) return null;
    const before = new Set<string>((await writes.accounts()).map(({ address }) => address));
    const put = await putContents(writes, backup.copy, now);
    const isNew = ({ id }: SealedSecret) =>
      !before.has(id) && !current.secrets.some((secret) => secret.id === id);
    const next = keys.filter(isNew).reduce(withKey, current);
    if (next !== current) await writes.putVault(next);
    await noteRestored(writes, backup, current, now);
    const settings = await writes.settings();
    const { relays } = relaysAfter(settings, backup.copy.settings);
    const isMeeting = settings.relays.length === 0 && relays.length > 0;
    if (isMeeting) await putRelays(writes, relays, false);
    return { put, isMeeting };
  });
  if (added === null) return failed({ fault: 'gone' });
  ports.attention.changed(['accounts', 'networks', 'sessions', 'overview', 'journal']);
  if (added.isMeeting) ports.attention.changed(['settings', 'relays', 'devices']);
  await schedule(ports);
  return done({ kind: 'added', ...added.put });
}

/** The imported key of an account, sealed for this vault; null for an account of the phrase. */
async function keyFor(
  { keystore }: Ports,
  { vault, dataKey }: OpenedBackup,
  account: Account,
  own: string,
): Promise<SealedSecret | null> {
  return account.source.kind === 'phrase' ? null : keystore.moveKey({ vault, dataKey }, account, own);
}

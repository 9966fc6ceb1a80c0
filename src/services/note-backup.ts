import { isOutdated, reminderPause } from '../core/backup';
import type { Millis } from '../core/units';
import { commit } from './now';
import type { Ports } from './ports';

/** The backup that the person has of this wallet, if any. */
export interface BackupStatus {
  readonly madeAt: Millis | null;
  /** The wallet has accounts that it does not bring back. */
  readonly isOutdated: boolean;
}

/** Which backup there is of this wallet, as far as this device knows. */
export async function backupStatus(ports: Ports): Promise<BackupStatus> {
  return ports.store.read(async (reads) => {
    const { last } = await reads.backupFacts();
    if (last === null || last.vault !== (await reads.vault())?.id) return { madeAt: null, isOutdated: false };
    return { madeAt: last.madeAt, isOutdated: isOutdated(last, await reads.accounts()) };
  });
}

/** "Remind me later": nothing is said of backups for a week. */
export async function remindLater(ports: Ports): Promise<void> {
  await commit(ports, async (writes, { now }) => {
    await writes.putBackupFacts({ ...(await writes.backupFacts()), remindAt: now + reminderPause });
  });
  ports.attention.changed(['overview']);
}

import { VaultDamaged } from '../adapters/vault/record';
import { done, failed, type Outcome } from '../core/outcome';
import { readBackup, writeBackup } from '../protocol/backup';
import type { Replies } from '../protocol/ui';
import type { Ports } from '../services/ports';
import { makeBackup } from '../services/make-backup';
import { restoreBackup } from '../services/restore-backup';

/** "Save a backup": the text of the file. */
export async function saveBackup(
  ports: Ports,
  { passwordKey }: { readonly passwordKey: string },
): Promise<Outcome<Replies['backup.make']>> {
  const made = await makeBackup(ports, passwordKey);
  return made.ok ? done({ file: await writeBackup(made.value), madeAt: made.value.madeAt }) : made;
}

/** "Restore": the file is read once more here, whatever the page made of it. */
export async function readBackupBack(
  ports: Ports,
  asked: { readonly file: string; readonly passwordKey: string; readonly isReplacing: boolean },
): Promise<Outcome<Replies['backup.restore']>> {
  const read = await readBackup(asked.file);
  if (!read.ok) return failed({ fault: read.fault });
  try {
    return await restoreBackup(ports, { ...asked, file: read.file });
  } catch (error) {
    // The only vault that is opened on this way is the file's own.
    if (error instanceof VaultDamaged) return failed({ fault: 'backup-damaged' });
    throw error;
  }
}

import type { Account } from '../core/account';
import type { BackupFile } from '../core/backup';
import { done, failed, type Outcome } from '../core/outcome';
import type { WalletCopy } from '../core/wallet-contents';
import { backupLabel } from './make-backup';
import type { OpenedVault, Ports } from './ports';

/** A backup whose password was right, and of which nothing was changed since it was made. */
export interface OpenedBackup extends OpenedVault {
  readonly file: BackupFile;
  readonly copy: WalletCopy;
}

/** Opens a backup. A wrong password is no attempt at this wallet's own, and is not counted as one (SEC-17). */
export async function openBackup(
  ports: Ports,
  file: BackupFile,
  passwordKey: string,
): Promise<Outcome<OpenedBackup>> {
  const { vault } = file;
  const dataKey = await ports.keystore.open(vault, passwordKey);
  if (dataKey === null) return failed({ fault: 'wrong-backup-password' });
  const key = await ports.cipher.deriveKey(dataKey, 'backup');
  const text = await ports.cipher.unseal(key, backupLabel(file), file.sealed);
  const copy = text === null ? null : ports.copyFormat.parse(text);
  if (copy === null || copy.accounts.length === 0) return failed({ fault: 'backup-damaged' });
  for (const account of copy.accounts) {
    if (!(await hasKey(ports, { vault, dataKey }, account))) return failed({ fault: 'backup-damaged' });
  }
  return done({ file, vault, dataKey, copy });
}

async function hasKey(
  { keystore }: Ports,
  { vault, dataKey }: OpenedVault,
  { address, source }: Account,
): Promise<boolean> {
  if (source.kind === 'private-key') return vault.secrets.some(({ id }) => id === address);
  return (await keystore.deriveAccount(vault, dataKey, source.index)).address === address;
}

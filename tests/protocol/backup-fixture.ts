import type { BackupFile } from '../../src/core/backup';
import { derivationNow } from '../../src/core/vault';
import { writeBackup } from '../../src/protocol/backup';

const sealed = { iv: 'ab'.repeat(12), data: 'cd'.repeat(40) };
const address = `0x${'1a'.repeat(20)}`;

/** A file as Sekisho writes it. Nothing in it can be opened. */
export const sampleBackup: BackupFile = {
  version: 1,
  madeAt: 1_700_000_000_000,
  app: '0.2.0',
  vault: {
    version: 1,
    id: '01'.repeat(16),
    derivation: { ...derivationNow, salt: '02'.repeat(16) },
    wrappedKey: { iv: 'ab'.repeat(12), data: 'ef'.repeat(48) },
    secrets: [
      { type: 'phrase', id: 'phrase', version: 1, ...sealed },
      { type: 'private-key', id: address, version: 1, ...sealed },
    ],
  },
  sealed,
};

/** The text of a file that says something else, with the right checksum: as one would write it who means harm. */
export function forged(change: (file: MutableBackup) => void): Promise<string> {
  const file: MutableBackup = JSON.parse(JSON.stringify(sampleBackup));
  change(file);
  return writeBackup(JSON.parse(JSON.stringify(file)));
}

/** Where anything may be put. */
interface MutableBackup {
  // oxlint-disable-next-line typescript/no-explicit-any -- a test writes what no type allows
  [field: string]: any;
}

import * as v from 'valibot';
import { noBackups, type BackupFacts } from '../../core/backup';
import type { Reads, Writes } from '../../services/ports';
import { address, millis, once, randomId, type Table } from './records';
import type { RowReads, RowWrites } from './rows';

/** Damaged or missing it reads as no backup: the person is reminded once more. */
export const backupFactsTable: Table<{ readonly name: 'backup'; readonly value: BackupFacts }> = {
  store: 'meta',
  schema: once(() =>
    v.strictObject({
      name: v.literal('backup'),
      value: v.strictObject({
        last: v.nullable(v.strictObject({ madeAt: millis, vault: randomId, accounts: v.array(address) })),
        remindAt: millis,
      }),
    }),
  ),
};

export function backupReads(rows: RowReads): Pick<Reads, 'backupFacts'> {
  return { backupFacts: async () => (await rows.get(backupFactsTable, 'backup'))?.value ?? noBackups };
}

export function backupWrites(rows: RowWrites): Pick<Writes, 'putBackupFacts'> {
  return {
    putBackupFacts: async (value) =>
      void (await rows.put(backupFactsTable, 'backup', { name: 'backup', value })),
  };
}

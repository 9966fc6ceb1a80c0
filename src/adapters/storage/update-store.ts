import * as v from 'valibot';
import type { UpdateNote } from '../../core/update-note';
import type { Reads, Writes } from '../../services/ports';
import { count, millis, once, text, type Table } from './records';
import type { RowReads, RowWrites } from './rows';

const name = 'lastUpdate';

export const lastUpdateTable: Table<{ readonly name: typeof name; readonly value: UpdateNote }> = {
  store: 'meta',
  schema: once(() =>
    v.strictObject({
      name: v.literal(name),
      value: v.strictObject({
        from: text,
        to: text,
        at: millis,
        run: text,
        kept: count,
        ended: count,
        isSeen: v.boolean(),
      }),
    }),
  ),
};

export function updateReads(rows: RowReads): Pick<Reads, 'lastUpdate'> {
  return { lastUpdate: async () => (await rows.get(lastUpdateTable, name))?.value ?? null };
}

export function updateWrites(rows: RowWrites): Pick<Writes, 'putLastUpdate'> {
  return { putLastUpdate: async (value) => void (await rows.put(lastUpdateTable, name, { name, value })) };
}

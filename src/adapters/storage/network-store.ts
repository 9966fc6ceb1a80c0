import * as v from 'valibot';
import type { LookUp } from '../../core/look-up';
import type { Reads, Writes } from '../../services/ports';
import { hex, millis, once, text, type Table } from './records';
import type { RowReads, RowWrites } from './rows';

/** Absent where no transaction is on its way. Damaged, it reads as none: each is looked up once more. */
export const lookUpsTable: Table<{ readonly name: 'lookUps'; readonly value: readonly LookUp[] }> = {
  store: 'meta',
  schema: once(() =>
    v.strictObject({
      name: v.literal('lookUps'),
      value: v.array(
        v.strictObject({
          hash: hex,
          at: millis,
          missingSince: v.nullable(millis),
          passedAt: v.nullable(millis),
        }),
      ),
    }),
  ),
};

/** Absent where every endpoint is on. Damaged, it reads as that too, and the journal says so (SEC-23). */
export const switchedOffTable: Table<{ readonly name: 'switchedOff'; readonly value: readonly string[] }> = {
  store: 'meta',
  schema: once(() => v.strictObject({ name: v.literal('switchedOff'), value: v.array(text) })),
};

export function networkReads(rows: RowReads): Pick<Reads, 'lookUps' | 'switchedOff'> {
  return {
    lookUps: async () => (await rows.get(lookUpsTable, 'lookUps'))?.value ?? [],
    switchedOff: async () => (await rows.get(switchedOffTable, 'switchedOff'))?.value ?? [],
  };
}

export function networkWrites(rows: RowWrites): Pick<Writes, 'putLookUps' | 'putSwitchedOff'> {
  return {
    putLookUps: async (value) => void (await rows.put(lookUpsTable, 'lookUps', { name: 'lookUps', value })),
    putSwitchedOff: async (value) =>
      void (await rows.put(switchedOffTable, 'switchedOff', { name: 'switchedOff', value })),
  };
}

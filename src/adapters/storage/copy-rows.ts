import * as v from 'valibot';
import { lossKinds, type Loss } from '../../core/loss';
import type { Reads, Writes } from '../../services/ports';
import type { Changes } from './memory';
import { count, millis, once, type Table } from './records';
import type { RowReads, RowWrites } from './rows';

export const lossTable: Table<{ readonly name: 'loss'; readonly value: Loss | null }> = {
  store: 'meta',
  schema: once(() =>
    v.strictObject({
      name: v.literal('loss'),
      value: v.nullable(
        v.strictObject({
          what: v.picklist(lossKinds),
          at: millis,
          restored: v.nullable(
            v.strictObject({ at: millis, accounts: count, sessions: count, isComplete: v.boolean() }),
          ),
        }),
      ),
    }),
  ),
};

/** In the clear: what it opens lies in the clear beside it. It is derived from the data key, and does not give that away. */
export const copyKeyTable: Table<{ readonly name: 'copyKey'; readonly value: string }> = {
  store: 'meta',
  schema: once(() =>
    v.strictObject({ name: v.literal('copyKey'), value: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  ),
};

/** Goes up by one with each write that the second copy has to follow. */
export const generationTable: Table<{ readonly name: 'generation'; readonly value: number }> = {
  store: 'meta',
  schema: once(() => v.strictObject({ name: v.literal('generation'), value: count })),
};

type CopyWrites = Pick<Writes, 'putLoss' | 'putCopyKey' | 'putGeneration'>;

export function copyReads(rows: RowReads): Pick<Reads, 'loss' | 'copyKey'> {
  return {
    loss: async () => (await rows.get(lossTable, 'loss'))?.value ?? null,
    copyKey: async () => (await rows.get(copyKeyTable, 'copyKey'))?.value ?? null,
  };
}

export function copyWrites(rows: RowWrites, changes: Changes): CopyWrites {
  return {
    async putLoss(loss) {
      await rows.put(lossTable, 'loss', { name: 'loss', value: loss });
      changes.loss = { now: loss };
    },
    putGeneration: async (value) =>
      void (await rows.put(generationTable, 'generation', { name: 'generation', value })),
    putCopyKey: async (key) =>
      void (await rows.put(copyKeyTable, 'copyKey', { name: 'copyKey', value: key })),
  };
}

import * as v from 'valibot';
import type { JournalEntry } from '../../core/journal';
import { lossKinds } from '../../core/loss';
import type { Reads, Writes } from '../../services/ports';
import { address, count, millis, once, origin, parseCursor, randomId, text, type Table } from './records';
import type { RowReads, RowWrites } from './rows';
import { sessionEnd } from './session-store';

interface JournalRow {
  /** Given by the database; the order of the entries. */
  readonly sequence?: number;
  readonly entry: JournalEntry;
}

const sessionOf = { session: randomId, origin };

/** Append-only, and never capped: it is read from its end, page by page. */
export const journalTable: Table<JournalRow> = {
  store: 'journal',
  schema: once(() =>
    v.strictObject({
      sequence: v.exactOptional(count),
      entry: v.strictObject({
        at: millis,
        event: v.variant('kind', [
          v.strictObject({
            kind: v.literal('session-opened'),
            ...sessionOf,
            previousId: v.nullable(randomId),
          }),
          v.strictObject({ kind: v.literal('session-ended'), ...sessionOf, end: sessionEnd }),
          v.strictObject({ kind: v.literal('session-changed'), ...sessionOf }),
          v.strictObject({ kind: v.literal('request-approved'), ...sessionOf, method: text }),
          v.strictObject({
            kind: v.literal('request-refused'),
            origin,
            method: text,
            why: v.picklist(['declined', 'timed-out', 'page-gone', 'changed', 'updated', 'failed']),
          }),
          v.strictObject({ kind: v.literal('unlock-failed'), attempts: count }),
          v.strictObject({ kind: v.literal('clock-set-back') }),
          v.strictObject({ kind: v.literal('updated'), from: text, to: text }),
          v.strictObject({ kind: v.literal('record-quarantined'), store: text, key: text }),
          v.strictObject({ kind: v.literal('storage-lost'), what: v.picklist(lossKinds) }),
          v.strictObject({ kind: v.literal('storage-restored'), accounts: count, sessions: count }),
          v.strictObject({
            kind: v.picklist(['vault-created', 'vault-reset', 'password-changed', 'phrase-shown']),
          }),
          v.strictObject({ kind: v.literal('account-claimed'), account: address, from: v.nullable(text) }),
          v.strictObject({ kind: v.literal('account-taken-over'), account: address, device: text }),
          v.strictObject({ kind: v.picklist(['backup-made', 'backup-restored']) }),
        ]),
      }),
    }),
  ),
};

export function journalReads(rows: RowReads): Pick<Reads, 'journal'> {
  return {
    async journal(limit, after) {
      const range = after === null ? null : IDBKeyRange.upperBound(parseCursor(count, after), true);
      const page = await rows.page(journalTable, { index: null, range, direction: 'prev', limit });
      return { items: page.rows.map(({ entry }) => entry), next: page.next };
    },
  };
}

export function journalWrites(rows: RowWrites): Pick<Writes, 'appendJournal'> {
  return {
    appendJournal: async (at, event) => void (await rows.put(journalTable, null, { entry: { at, event } })),
  };
}

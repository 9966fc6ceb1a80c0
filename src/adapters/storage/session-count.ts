import * as v from 'valibot';
import type { Session } from '../../core/session';
import { count, once, type Table } from './records';
import type { RowReads, RowWrites } from './rows';

/** How many sessions live, and how many ended ones are kept. */
export interface SessionCount {
  readonly live: number;
  readonly ended: number;
}

/** What one write adds to the count. */
export interface Tally {
  live: number;
  ended: number;
}

/**
 * Kept, because an index is counted row by row (measured: 1 s for 100,000 sessions, for which all writes wait).
 * Where the row is missing, the indexes are counted: in an older database, or after a session was quarantined.
 */
export const sessionCountTable: Table<SessionCount & { readonly name: 'sessionCount' }> = {
  store: 'meta',
  schema: once(() => v.strictObject({ name: v.literal('sessionCount'), live: count, ended: count })),
};

/** Takes into the tally that one session stands where another, or none, has stood. */
export function tallySession(tally: Tally, before: Session | null, after: Session | null): void {
  if (before !== null) tally[before.end === null ? 'live' : 'ended'] -= 1;
  if (after !== null) tally[after.end === null ? 'live' : 'ended'] += 1;
}

/** The count as the transaction sees it. */
export async function countSessions(rows: RowReads, tally: Tally): Promise<SessionCount> {
  const kept = await rows.get(sessionCountTable, 'sessionCount');
  if (kept !== null) {
    return { live: Math.max(0, kept.live + tally.live), ended: Math.max(0, kept.ended + tally.ended) };
  }
  const [live, ended] = await Promise.all([
    rows.count('sessions', 'deadline'),
    rows.count('sessions', 'endedAt'),
  ]);
  return { live, ended };
}

/** The last step of a write. */
export async function keepSessionCount(rows: RowWrites, tally: Tally): Promise<void> {
  if (tally.live === 0 && tally.ended === 0) return;
  const counted = await countSessions(rows, tally);
  await rows.put(sessionCountTable, 'sessionCount', { name: 'sessionCount', ...counted });
}

import * as v from 'valibot';
import { isRestoring, type Loss } from '../../core/loss';
import type { Millis } from '../../core/units';
import { lossTable } from './copy-rows';
import { journalTable } from './journal-store';
import type { StoreName } from './records';
import type { Damage } from './rows';
import { sessionCountTable } from './session-count';
import { clockMarkTable } from './session-store';
import type { Transaction } from './transact';

/**
 * Takes a damaged row out of use and keeps it, with an entry in the journal (SEC-23). Looks again first: in the
 * meantime the row may have been moved, or written anew.
 */
export async function moveDamaged(
  tx: Transaction<'readwrite'>,
  { table, key }: Damage,
  now: Millis,
): Promise<void> {
  const rows = tx.objectStore(table.store);
  const row: unknown = await rows.get(key);
  if (row === undefined || v.is(table.schema(), row)) return;
  const at = await keepDamaged(tx, { table, key, row }, now);
  await rows.delete(key);
  if (table.substitute !== undefined) await rows.put(table.substitute(at));
}

/** Keeps a damaged row that is no longer in its place, with an entry in the journal. Answers the moment of it. */
export async function keepDamaged(
  tx: Transaction<'readwrite'>,
  { table, key, row }: Damage,
  now: Millis,
): Promise<Millis> {
  const at = Math.max(now, await latestMoment(tx));
  const named = typeof key === 'string' ? key : JSON.stringify(key);
  const event = { kind: 'record-quarantined', store: table.store, key: named };
  await tx.objectStore('quarantine').add({ at, store: table.store, key, row });
  await tx.objectStore('journal').add({ entry: { at, event } });
  // What a damaged session counted as is not known: they are counted anew.
  if (table.store === 'sessions') await tx.objectStore(sessionCountTable.store).delete('sessionCount');
  if (copiedStores.has(table.store)) await noteLoss(tx, at);
  return at;
}

/** Those of which the second copy can bring a record back. */
const copiedStores: ReadonlySet<StoreName> = new Set([
  'vault',
  'accounts',
  'settings',
  'networks',
  'tokens',
  'sessions',
]);

async function noteLoss(tx: Transaction<'readwrite'>, at: Millis): Promise<void> {
  const known = v.safeParse(lossTable.schema(), await tx.objectStore('meta').get('loss'));
  if (known.success && isRestoring(known.output.value)) return;
  const value: Loss = { what: 'records', at, restored: null };
  await tx.objectStore('meta').put({ name: 'loss', value });
}

/** The latest moment that the store itself has seen. */
async function latestMoment(tx: Transaction<'readwrite'>): Promise<Millis> {
  const last: unknown = (await tx.objectStore('journal').openCursor(null, 'prev'))?.value;
  const entry = v.safeParse(journalTable.schema(), last);
  const mark = v.safeParse(clockMarkTable.schema(), await tx.objectStore('meta').get('clockMark'));
  return Math.max(entry.success ? entry.output.entry.at : 0, mark.success ? mark.output.value : 0);
}

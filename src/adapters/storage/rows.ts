import * as v from 'valibot';
import { StoreFailed } from '../../services/ports';
import { asStoreFailed } from './database';
import { faultOf, type RowKey, type StoreName, type Table } from './records';
import type { Transaction } from './transact';

/** A row that was found to fail its schema. */
export interface Damage {
  readonly table: Table<unknown>;
  readonly key: RowKey;
  readonly row: unknown;
}

/** A page of rows; `next` is the text of the last one's index key, null at the end. */
interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** Which part of a list: its index (null: the rows' own key), a range of that, from which end, how many. */
interface Slice {
  readonly index: string | null;
  readonly range: IDBKeyRange | null;
  readonly direction: 'next' | 'prev';
  readonly limit: number;
}

/** Reads of one transaction. Every row is parsed; one that fails its schema counts as absent and is noted. */
export interface RowReads {
  get<Row>(table: Table<Row>, key: RowKey): Promise<Row | null>;
  getBy<Row>(table: Table<Row>, index: string, key: RowKey): Promise<Row | null>;
  /** All of a range in the order of the index. */
  list<Row>(table: Table<Row>, index: string | null, range: IDBKeyRange | null): Promise<readonly Row[]>;
  page<Row>(table: Table<Row>, slice: Slice): Promise<RowPage<Row>>;
  count(store: StoreName, index: string): Promise<number>;
  /** The first key of an index, or the last one of a range. */
  firstKey(table: Table<unknown>, index: string): Promise<RowKey | null>;
  lastKey(table: Table<unknown>, index: string, range: IDBKeyRange): Promise<RowKey | null>;
}

/** Writes of one transaction. A damaged row is moved to quarantine before anything takes its place (SEC-23). */
export interface RowWrites extends RowReads {
  /** Answers what stood there before. @throws StoreFailed for a row that could not be read again */
  put<Row>(table: Table<Row>, key: RowKey | null, row: Row): Promise<Row | null>;
  /** Answers what stood there. */
  delete<Row>(table: Table<Row>, key: RowKey): Promise<Row | null>;
  /** Takes a damaged row out of use, where it still is one. */
  quarantine(damage: Damage): Promise<void>;
  /** Fails the whole transaction. */
  fail(message: string): Promise<never>;
}

/** What a transaction found out on its way. */
export interface Findings {
  readonly damages: Damage[];
  /** The first thing that went wrong: then the whole fails, whatever became of the error. */
  failure: StoreFailed | null;
  /** To be called when a step came to its end: the database still answers. */
  goOn: () => void;
}

/** Runs within the transaction, before the damaged row counts as absent. */
type OnDamage = (damage: Damage) => Promise<unknown>;

export function rowReads(tx: Transaction, findings: Findings, onDamage: OnDamage): RowReads {
  const source = ({ store }: Table<unknown>, index: string | null) => {
    const rows = tx.objectStore(store);
    return index === null ? rows : rows.index(index);
  };
  const check = checker(findings, onDamage);

  return {
    get: (table, key) =>
      step(findings, async () => check(table, await source(table, null).get(key), () => key)),
    getBy: (table, index, key) =>
      step(findings, async () => {
        const rows = source(table, index);
        return check(table, await rows.get(key), () => rows.getKey(key));
      }),
    list: (table, index, range) =>
      step(findings, async () => {
        const rows = source(table, index);
        const values: readonly unknown[] = await rows.getAll(range);
        let keys: Promise<readonly RowKey[]> | undefined;
        const keyAt = async (position: number) => (await (keys ??= rows.getAllKeys(range)))[position];
        const parsed = [];
        for (const [position, value] of values.entries()) {
          const row = await check(table, value, () => keyAt(position));
          if (row !== null) parsed.push(row);
        }
        return parsed;
      }),
    page: (table, { index, range, direction, limit }) =>
      step(findings, async () => {
        const rows = [];
        let last = null;
        let cursor = await source(table, index).openCursor(range, direction);
        while (cursor !== null) {
          if (rows.length === limit) return { rows, next: last };
          const { primaryKey } = cursor;
          const row = await check(table, cursor.value, () => primaryKey);
          if (row !== null) {
            rows.push(row);
            last = JSON.stringify(cursor.key);
          }
          cursor = await cursor.continue();
        }
        return { rows, next: null };
      }),
    count: (store, index) => step(findings, () => tx.objectStore(store).index(index).count()),
    firstKey: (table, index) =>
      step(findings, async () => (await source(table, index).openKeyCursor())?.key ?? null),
    lastKey: (table, index, range) =>
      step(findings, async () => (await source(table, index).openKeyCursor(range, 'prev'))?.key ?? null),
  };
}

/** `keep` is for a damaged row whose place was taken in the same breath, `move` for one that is still there. */
export function rowWrites(
  tx: Transaction<'readwrite'>,
  findings: Findings,
  { move, keep }: { readonly move: OnDamage; readonly keep: OnDamage },
): RowWrites {
  const check = checker(findings, keep);
  return {
    ...rowReads(tx, findings, move),
    put: (table, key, row) =>
      step(findings, async () => {
        const parsed = v.safeParse(table.schema(), row);
        if (!parsed.success) {
          const where = faultOf(parsed.issues);
          throw new StoreFailed('failed', `A row for ${table.store} is malformed at ${where}.`);
        }
        const rows = tx.objectStore(table.store);
        const [replaced] = await Promise.all([
          key === null ? undefined : rows.get(key),
          ask(() => rows.put(parsed.output)),
        ]);
        return key === null ? null : check(table, replaced, () => key);
      }),
    delete: (table, key) =>
      step(findings, async () => {
        const rows = tx.objectStore(table.store);
        const [deleted] = await Promise.all([rows.get(key), ask(() => rows.delete(key))]);
        return check(table, deleted, () => key);
      }),
    quarantine: (damage) =>
      step(findings, async () => {
        findings.damages.push(damage);
        await move(damage);
      }),
    fail: (message) =>
      step(findings, async () => {
        throw new StoreFailed('failed', message);
      }),
  };
}

/** A refusal on the spot becomes a rejection, so that what was asked beside it is not left alone with its own. */
async function ask<Result>(request: () => Promise<Result>): Promise<Result> {
  return request();
}

function checker(findings: Findings, onDamage: OnDamage) {
  return async <Row>(
    table: Table<Row>,
    row: unknown,
    findKey: () => RowKey | Promise<RowKey | undefined>,
  ): Promise<Row | null> => {
    if (row === undefined) return null;
    const parsed = v.safeParse(table.schema(), row);
    if (parsed.success) return parsed.output;
    const key = await findKey();
    if (key === undefined) return null;
    const damage = { table, key, row };
    findings.damages.push(damage);
    if (table.substitute !== undefined) {
      throw new StoreFailed('failed', `A damaged row of ${table.store} does not count as absent.`);
    }
    await onDamage(damage);
    return null;
  };
}

/** One step of a transaction. After a first failure there is none. */
export async function step<Result>(findings: Findings, act: () => Promise<Result>): Promise<Result> {
  if (findings.failure !== null) throw findings.failure;
  try {
    const result = await act();
    findings.goOn();
    return result;
  } catch (error) {
    const failure = asStoreFailed(error, 'failed', 'The database refused.');
    findings.failure ??= failure;
    throw failure;
  }
}

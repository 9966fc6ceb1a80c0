import * as v from 'valibot';
import { StoreFailed } from '../../services/ports';
import { faultOf, type RowKey, type StoreName, type Table } from './records';
import { step, type Findings, type RowReads, type RowWrites } from './rows';

/** Rows in memory, by the text of their key. A row is never changed, only replaced. */
export type Rows = Map<string, unknown>;
export type Tables = Readonly<Record<StoreName, Rows>>;

/** A key path as IndexedDB has it: parts with dots between them; of several, each must be there. */
type KeyPath = string | readonly string[];

interface Shape {
  readonly key: KeyPath;
  readonly indexes: Readonly<Record<string, KeyPath>>;
  readonly unique: readonly string[];
}

/** The keys and indexes of the database's present version. One that names a list has an entry for each of its parts. */
const shapes: Readonly<Record<StoreName, Shape>> = {
  sessions: {
    key: 'session.key',
    indexes: {
      id: 'session.id',
      deadline: ['deadline', 'session.key'],
      warnAt: ['warnAt', 'session.key'],
      endedAt: ['session.end.at', 'session.key'],
      liveAccounts: 'liveAccounts',
    },
    unique: ['id'],
  },
  requests: {
    key: 'request.id',
    indexes: { order: ['request.heldAt', 'sequence'] },
    unique: ['order'],
  },
  transactions: {
    key: 'transaction.hash',
    indexes: {
      from: ['transaction.from', 'transaction.signedAt', 'transaction.hash'],
      pending: ['pendingSince', 'transaction.hash'],
    },
    unique: [],
  },
  journal: { key: 'sequence', indexes: {}, unique: [] },
  quarantine: { key: 'sequence', indexes: {}, unique: [] },
  siteLimits: { key: 'site', indexes: {}, unique: [] },
  vault: { key: 'name', indexes: {}, unique: [] },
  accounts: { key: 'account.address', indexes: {}, unique: [] },
  settings: { key: 'name', indexes: {}, unique: [] },
  networks: { key: 'network.chain', indexes: {}, unique: [] },
  tokens: { key: ['token.chain', 'token.address'], indexes: {}, unique: [] },
  claims: { key: 'claims.account', indexes: {}, unique: [] },
  meta: { key: 'name', indexes: {}, unique: [] },
};

export function emptyTables(): Tables {
  const none = (): Rows => new Map();
  return {
    sessions: none(),
    requests: none(),
    transactions: none(),
    journal: none(),
    quarantine: none(),
    siteLimits: none(),
    vault: none(),
    accounts: none(),
    settings: none(),
    networks: none(),
    tokens: none(),
    claims: none(),
    meta: none(),
  };
}

/** Tables of their own over the same rows. */
export function copyTables(tables: Tables): Tables {
  const copies = emptyTables();
  for (const [name, rows] of Object.entries(tables)) {
    for (const [key, row] of rows) rowsNamed(copies, name)?.set(key, row);
  }
  return copies;
}

/** The rows of the store of that name; null where there is none. */
export function rowsNamed(tables: Tables, name: string): Rows | null {
  return Object.entries(tables).find(([each]) => each === name)?.[1] ?? null;
}

/** Puts a row where its key says. */
export function setRow(tables: Tables, store: StoreName, row: unknown): void {
  tables[store].set(textOf(keysAt(row, shapes[store].key)[0]), row);
}

/** The same steps as over IndexedDB, over tables in memory, which they change. */
export function memoryRows(tables: Tables, findings: Findings): RowWrites {
  const reads = memoryReads(tables, findings);

  function parse<Row>(table: Table<Row>, row: unknown): Row {
    const parsed = v.safeParse(table.schema(), row);
    if (parsed.success) return parsed.output;
    throw new StoreFailed('failed', `A row for ${table.store} is malformed at ${faultOf(parsed.issues)}.`);
  }

  return {
    ...reads,
    put: (table, key, row) =>
      step(findings, async () => {
        const rows = tables[table.store];
        const parsed = parse(table, structuredClone(row));
        const stored = key === null ? { ...parsed, sequence: nextSequence(rows) } : parsed;
        const text = textOf(keysAt(stored, shapes[table.store].key)[0]);
        mustBeAlone(table.store, rows, text, stored);
        const replaced = rows.get(text);
        rows.set(text, stored);
        return replaced === undefined ? null : parse(table, replaced);
      }),
    delete: (table, key) =>
      step(findings, async () => {
        const rows = tables[table.store];
        const deleted = rows.get(textOf(key));
        rows.delete(textOf(key));
        return deleted === undefined ? null : parse(table, deleted);
      }),
    quarantine: () => step(findings, async () => {}),
    fail: (message) =>
      step(findings, async () => {
        throw new StoreFailed('failed', message);
      }),
  };
}

function memoryReads(tables: Tables, findings: Findings): RowReads {
  /** The rows of an index, or of the store itself, in order. */
  function entries(
    { store }: Pick<Table<unknown>, 'store'>,
    index: string | null,
    range: IDBKeyRange | null,
  ) {
    const { key, indexes } = shapes[store];
    const path = index === null ? key : indexes[index];
    if (path === undefined) throw new StoreFailed('failed', `${store} has no index ${index}.`);
    return [...tables[store].values()]
      .flatMap((row) => keysAt(row, path).map((at) => ({ at, row, key: keysAt(row, key)[0] ?? '' })))
      .filter(({ at }) => range === null || range.includes(at))
      .toSorted((one, other) => compare(one.at, other.at) || compare(one.key, other.key));
  }
  const parseAll = <Row>(table: Table<Row>, found: readonly { readonly row: unknown }[]) =>
    found.map(({ row }) => v.parse(table.schema(), row));

  return {
    get: (table, key) =>
      step(findings, async () => {
        const row = tables[table.store].get(textOf(key));
        return row === undefined ? null : v.parse(table.schema(), row);
      }),
    getBy: (table, index, key) =>
      step(findings, async () => {
        const [found] = entries(table, index, IDBKeyRange.only(key));
        return found === undefined ? null : v.parse(table.schema(), found.row);
      }),
    list: (table, index, range) => step(findings, async () => parseAll(table, entries(table, index, range))),
    page: (table, { index, range, direction, limit }) =>
      step(findings, async () => {
        const all = entries(table, index, range);
        const found = direction === 'next' ? all : all.toReversed();
        const page = found.slice(0, limit);
        const last = found.length > limit ? page.at(-1) : undefined;
        return { rows: parseAll(table, page), next: last === undefined ? null : JSON.stringify(last.at) };
      }),
    count: (store, index) => step(findings, async () => entries({ store }, index, null).length),
    firstKey: (table, index) => step(findings, async () => entries(table, index, null)[0]?.at ?? null),
    lastKey: (table, index, range) =>
      step(findings, async () => entries(table, index, range).at(-1)?.at ?? null),
  };
}

function mustBeAlone(store: StoreName, rows: Rows, text: string, row: unknown): void {
  for (const index of shapes[store].unique) {
    const path = shapes[store].indexes[index] ?? [];
    const [taken] = keysAt(row, path);
    if (taken === undefined) continue;
    for (const [other, there] of rows) {
      const [key] = keysAt(there, path);
      if (other === text || key === undefined || compare(key, taken) !== 0) continue;
      throw new StoreFailed('failed', `Another row of ${store} has this ${index}.`);
    }
  }
}

function nextSequence(rows: Rows): number {
  const last: unknown = [...rows.values()].at(-1);
  const [sequence] = keysAt(last, 'sequence');
  return typeof sequence === 'number' ? sequence + 1 : 1;
}

/** The keys under which a row stands: none where a part is missing. */
function keysAt(row: unknown, path: KeyPath): readonly RowKey[] {
  if (typeof path !== 'string') {
    const parts = path.flatMap((part) => keysAt(row, part).slice(0, 1));
    return parts.length === path.length ? [parts] : [];
  }
  let value: unknown = row;
  for (const part of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === 'string' || typeof each === 'number');
}

function compare(one: RowKey, other: RowKey): number {
  return indexedDB.cmp(one, other);
}

function textOf(key: RowKey | undefined): string {
  return JSON.stringify(key);
}

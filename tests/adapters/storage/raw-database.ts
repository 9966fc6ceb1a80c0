import { IDBFactory as FakeFactory } from 'fake-indexeddb';

/** What tests do behind the back of the store: plant rows, look at them, and see how the database is used. */

export const databaseName = 'sekisho';

export function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
  });
}

/** A database that remembers who opened it. */
export function watchedFactory() {
  const factory = new FakeFactory();
  const connections: IDBDatabase[] = [];
  const open = factory.open.bind(factory);
  let opens = 0;
  factory.open = (name, version) => {
    opens += 1;
    const request = open(name, version);
    request.addEventListener('success', () => connections.push(request.result));
    return request;
  };
  return { factory, connections, opens: () => opens };
}

/** Opens the database as it is, at whatever version. */
export function openRaw(factory: IDBFactory): Promise<IDBDatabase> {
  return settled(factory.open(databaseName));
}

export async function changeRaw(factory: IDBFactory, change: (tx: IDBTransaction) => void): Promise<void> {
  const db = await openRaw(factory);
  const tx = db.transaction([...db.objectStoreNames], 'readwrite');
  change(tx);
  await new Promise<void>((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(tx.error ?? new Error('aborted')));
  });
  db.close();
}

export async function rawRows(factory: IDBFactory, store: string): Promise<readonly unknown[]> {
  const db = await openRaw(factory);
  const rows = await settled(db.transaction(store).objectStore(store).getAll());
  db.close();
  return rows;
}

/** A whole database as JSON. */
export interface Dump {
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | string[] | null;
    readonly autoIncrement: boolean;
    readonly indexes: readonly {
      readonly name: string;
      readonly keyPath: string | string[];
      readonly unique: boolean;
      readonly multiEntry: boolean;
    }[];
    readonly rows: readonly unknown[];
  }[];
}

export async function dumpDatabase(factory: IDBFactory): Promise<Dump> {
  const db = await openRaw(factory);
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names);
  const stores = await Promise.all(
    names.map(async (name) => {
      const store = tx.objectStore(name);
      const indexes = [...store.indexNames].map((indexName) => {
        const { keyPath, unique, multiEntry } = store.index(indexName);
        return { name: indexName, keyPath, unique, multiEntry };
      });
      const { keyPath, autoIncrement } = store;
      return { name, keyPath, autoIncrement, indexes, rows: await settled(store.getAll()) };
    }),
  );
  const { version } = db;
  db.close();
  return { version, stores };
}

/** Makes the database of a dump, by the dump's own description and nothing of today's code. */
export async function loadDatabase(factory: IDBFactory, dump: Dump): Promise<void> {
  const request = factory.open(databaseName, dump.version);
  request.addEventListener('upgradeneeded', () => {
    for (const { name, keyPath, autoIncrement, indexes, rows } of dump.stores) {
      const store = request.result.createObjectStore(name, { keyPath, autoIncrement });
      for (const index of indexes) {
        store.createIndex(index.name, index.keyPath, { unique: index.unique, multiEntry: index.multiEntry });
      }
      for (const row of rows) store.put(row);
    }
  });
  (await settled(request)).close();
}

const requestMethods = [
  'get',
  'getKey',
  'getAll',
  'getAllKeys',
  'count',
  'openCursor',
  'openKeyCursor',
] as const;
const writeMethods = ['put', 'add', 'delete'] as const;

/** Counts what is asked of every database, and how many rows come back, until it is undone. */
export function countRequests() {
  const counts = { transactions: 0, requests: 0, rows: 0 };
  const undo: (() => void)[] = [];
  const watch = (prototype: object, method: string, countCall: () => void) => {
    const original: unknown = Reflect.get(prototype, method);
    if (typeof original !== 'function') return;
    Reflect.set(prototype, method, function counted(this: unknown, ...args: unknown[]) {
      countCall();
      const asked: unknown = original.apply(this, args);
      if (asked instanceof IDBRequest) asked.addEventListener('success', () => countRows(asked.result));
      return asked;
    });
    undo.push(() => Reflect.set(prototype, method, original));
  };
  const countRows = (result: unknown) => {
    if (result === undefined || result === null) return;
    counts.rows += Array.isArray(result) ? result.length : 1;
  };
  const countRequest = () => void (counts.requests += 1);
  for (const method of requestMethods) {
    watch(IDBObjectStore.prototype, method, countRequest);
    watch(IDBIndex.prototype, method, countRequest);
  }
  for (const method of writeMethods) watch(IDBObjectStore.prototype, method, countRequest);
  watch(IDBDatabase.prototype, 'transaction', () => void (counts.transactions += 1));
  return { counts, restore: () => undo.forEach((restore) => restore()) };
}

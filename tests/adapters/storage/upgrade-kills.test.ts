import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { migrations, type Migration } from '../../../src/adapters/storage/migrations';
import { createStore } from '../../../src/adapters/storage/store';
import { StoreFailed } from '../../../src/services/ports';
import { dumpDatabase, loadDatabase, settled, type Dump } from './raw-database';

const newest = migrations.length;
const readFixture = (version: number): Dump =>
  JSON.parse(readFileSync(new URL(`../../fixtures/database-v${version}.json`, import.meta.url), 'utf8'));

/** A step after the newest one, with every kind of change that a step can make. */
const changeEverything: Migration = async (db, tx) => {
  db.createObjectStore('later', { keyPath: 'id' }).createIndex('at', 'at');
  const sessions = tx.objectStore('sessions');
  const rows: readonly object[] = await settled(sessions.getAll());
  for (const row of rows.slice(0, 3)) await settled(sessions.put({ ...row, isCarried: true }));
  sessions.deleteIndex('warnAt');
  sessions.createIndex('carried', 'isCarried');
  await settled(tx.objectStore('later').add({ id: 1, at: await settled(sessions.count()) }));
  await settled(tx.objectStore('siteLimits').clear());
  db.deleteObjectStore('tokens');
  db.createObjectStore('tokens', { keyPath: ['token.chain', 'token.address'] });
};

/** Every upgrade that a person may meet, and one that is always there to be interrupted. */
const upgrades: readonly (readonly [string, Dump, readonly Migration[]])[] = [
  ...migrations
    .slice(0, -1)
    .map(
      (_, position) =>
        [`from version ${position + 1} to ${newest}`, readFixture(position + 1), migrations] as const,
    ),
  ['from the newest version by one more step', readFixture(newest), [...migrations, changeEverything]],
];

type Interruption = (request: IDBOpenDBRequest) => void;

/** What ends an upgrade in its middle, leaving the older version whole. */
const kills: readonly (readonly [string, Interruption])[] = [
  [
    'a request is refused',
    () => {
      throw new DOMException('No.', 'UnknownError');
    },
  ],
  [
    'the disk is full',
    ({ transaction }) => Reflect.get(transaction!, '_abort').call(transaction, 'QuotaExceededError'),
  ],
  ['the worker is killed', ({ transaction }) => transaction!.abort()],
];

/** What takes the connection away under an upgrade; it may still come to its end. */
const closings: readonly (readonly [string, Interruption])[] = [
  ['it is closed', ({ result }) => result.close()],
  ['the browser takes the database away', ({ result }) => forceCloseDatabase(result as never)],
];

const changes: readonly (readonly [object, readonly string[]])[] = [
  [IDBDatabase.prototype, ['createObjectStore', 'deleteObjectStore']],
  [
    IDBObjectStore.prototype,
    [
      'put',
      'add',
      'delete',
      'clear',
      'get',
      'getAll',
      'getAllKeys',
      'count',
      'openCursor',
      'createIndex',
      'deleteIndex',
    ],
  ],
  [IDBIndex.prototype, ['get', 'getAll', 'getAllKeys', 'count', 'openCursor']],
  [IDBCursor.prototype, ['update', 'delete', 'continue']],
];

/** Opens the database and so upgrades it; at the n-th step of that, `interrupt` comes. How many steps there were. */
async function upgrade(
  factory: IDBFactory,
  steps: readonly Migration[],
  n = Infinity,
  interrupt: Interruption = () => {},
): Promise<number> {
  let taken = 0;
  let request: IDBOpenDBRequest | null = null;
  const open = factory.open.bind(factory);
  factory.open = (...asked) => (request = open(...asked));
  const step = () => {
    if (request === null || request.transaction === null) return;
    taken += 1;
    if (taken === n) interrupt(request);
  };
  for (const [prototype, methods] of changes) for (const method of methods) watch(prototype, method, step);
  try {
    await createStore(factory, { migrations: steps }).read(async () => {});
  } finally {
    vi.restoreAllMocks();
    factory.open = open;
  }
  return taken;
}

function watch(prototype: object, method: string, step: () => void): void {
  const original: (this: unknown, ...args: unknown[]) => unknown = Reflect.get(prototype, method);
  vi.spyOn(prototype as Record<string, typeof original>, method).mockImplementation(function counted(
    this: unknown,
    ...args: unknown[]
  ) {
    step();
    return original.apply(this, args);
  });
}

async function loaded(dump: Dump): Promise<IDBFactory> {
  const factory = new IDBFactory();
  await loadDatabase(factory, dump);
  return factory;
}

afterEach(() => {
  vi.restoreAllMocks();
});

// Each step of an upgrade is a database made anew, opened twice and read three times.
describe.each(upgrades)('an upgrade %s', { timeout: 60_000 }, (_, dump, steps) => {
  test.each(kills)(
    'that is ended at any step because %s leaves the older version whole, and run again does all (SEC-22, SEC-23)',
    async (_reason, interrupt) => {
      const straight = await loaded(dump);
      const before = await dumpDatabase(straight);
      const all = await upgrade(straight, steps);
      const after = await dumpDatabase(straight);
      expect(all).toBeGreaterThan(0);
      expect(after).not.toEqual(before);
      for (let n = 1; n <= all; n += 1) {
        const factory = await loaded(dump);
        await expect(upgrade(factory, steps, n, interrupt)).rejects.toThrow(StoreFailed);
        expect([n, await dumpDatabase(factory)]).toEqual([n, before]);
        await upgrade(factory, steps);
        expect([n, await dumpDatabase(factory)]).toEqual([n, after]);
      }
    },
  );

  test.each(closings)(
    'whose connection is lost at any step because %s is one version or the other, never half of one',
    async (_reason, close) => {
      const straight = await loaded(dump);
      const before = await dumpDatabase(straight);
      const all = await upgrade(straight, steps);
      const after = await dumpDatabase(straight);
      for (let n = 1; n <= all; n += 1) {
        const factory = await loaded(dump);
        await upgrade(factory, steps, n, close).catch(() => 'closed');
        expect([before, after]).toContainEqual(await dumpDatabase(factory));
        await upgrade(factory, steps);
        expect(await dumpDatabase(factory)).toEqual(after);
      }
    },
  );
});

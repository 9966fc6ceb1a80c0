import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { migrations } from '../../../src/adapters/storage/migrations';
import { createStore } from '../../../src/adapters/storage/store';
import { second } from '../../../src/core/units';
import { StoreFailed, type Store } from '../../../src/services/ports';
import { sampleEnd, sampleSession, sampleStart } from '../../fixtures/sample-records';
import { changeRaw, databaseName, rawRows, settled, watchedFactory } from './raw-database';

const session = sampleSession(1);
const ended = { ...session, end: sampleEnd(sampleStart) };

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A store that holds `session` and a clock mark, both in memory too. */
async function warmStore(options: Parameters<typeof createStore>[1] = {}) {
  const { factory, connections, opens } = watchedFactory();
  const store = createStore(factory, options);
  await store.write(async (writes) => {
    await writes.putSession(session);
    await writes.putClockMark(5);
  });
  expect(await store.session(session.key)).toEqual(session);
  return { factory, connections, opens, store };
}

/** The browser aborts the transaction when its n-th write comes, as it does when the disk is full or the worker dies. */
function abortAtWrite(n: number, name = 'QuotaExceededError'): void {
  let writes = 0;
  for (const method of ['put', 'add', 'delete'] as const) {
    const original: (this: IDBObjectStore, ...args: never[]) => IDBRequest = IDBObjectStore.prototype[method];
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function aborting(
      this: IDBObjectStore,
      ...args: unknown[]
    ) {
      const request = original.apply(this, args as never[]);
      writes += 1;
      if (writes === n) Reflect.get(this.transaction, '_abort').call(this.transaction, name);
      return request;
    });
  }
}

/** A request that is never answered. */
function neverAnswered(): IDBOpenDBRequest {
  return new IDBOpenDBRequest();
}

const calls: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
  ['session', (store) => store.session(sampleSession(9).key)],
  ['read', (store) => store.read((reads) => reads.session(session.key))],
  ['write', (store) => store.write((writes) => writes.putSession(ended))],
];

/** Passes those 10 seconds, once the call has begun to wait. */
async function expectTimeout(call: Promise<unknown>, message: string): Promise<void> {
  const failed = call.then(
    () => 'answered',
    (error: unknown) => error,
  );
  // Blocked is said some tasks after the call.
  for (let task = 0; task < 20; task += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  await vi.advanceTimersByTimeAsync(10 * second);
  expect(await failed).toMatchObject({ fault: 'timed-out', message: expect.stringContaining(message) });
}

describe('a fault of the store gives no access (SEC-25)', () => {
  test.each(calls)('when a read is refused: %s', async (_, call) => {
    const { store } = await warmStore();
    const cause = new DOMException('No.', 'UnknownError');
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw cause;
    });
    await expect(call(store)).rejects.toMatchObject({ name: 'StoreFailed', fault: 'failed', cause });
    await expect(store.session(session.key)).rejects.toThrow(StoreFailed);
    await expect(store.clockMark()).rejects.toThrow(StoreFailed);
  });

  test.each(calls)('when no transaction can be made: %s', async (_, call) => {
    const { store } = await warmStore();
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('Closing.', 'InvalidStateError');
    });
    await expect(call(store)).rejects.toMatchObject({ name: 'StoreFailed', fault: 'failed' });
    await expect(store.session(session.key)).rejects.toThrow(StoreFailed);
  });

  test.each(calls)('when the database does not open: %s', async (_, call) => {
    const factory = new IDBFactory();
    const cause = new DOMException('Private.', 'InvalidStateError');
    factory.open = () => {
      throw cause;
    };
    await expect(call(createStore(factory))).rejects.toMatchObject({ fault: 'cannot-open', cause });
  });

  test.each(calls)('when the database never answers: %s, after 10 seconds', async (_, call) => {
    const { store } = await warmStore();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(neverAnswered);
    const timedOut = { name: 'StoreFailed', fault: 'timed-out' };
    await Promise.all([
      expect(call(store)).rejects.toMatchObject(timedOut),
      vi.advanceTimersByTimeAsync(10 * second),
    ]);
    await Promise.all([
      expect(store.session(session.key)).rejects.toMatchObject(timedOut),
      vi.advanceTimersByTimeAsync(10 * second),
    ]);
  });

  test.each(calls)('when the opening never ends: %s, after 10 seconds', async (_, call) => {
    const factory = new IDBFactory();
    factory.open = neverAnswered;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await Promise.all([
      expect(call(createStore(factory))).rejects.toMatchObject({ fault: 'timed-out' }),
      vi.advanceTimersByTimeAsync(10 * second),
    ]);
  });

  test('but a long write that goes on step by step is none', async () => {
    const { store } = await warmStore();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await store.write(async (writes) => {
      for (let step = 6; step <= 10; step += 1) {
        await writes.putClockMark(step);
        vi.advanceTimersByTime(9 * second);
      }
    });
    expect(await store.clockMark()).toBe(10);
  });

  test('and a write that was given up takes no effect when the database wakes again', async () => {
    const { store } = await warmStore();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const parked: (() => void)[] = [];
    vi.stubGlobal('setImmediate', (task: () => void) => parked.push(task));
    await Promise.all([
      expect(store.write((writes) => writes.putSession(ended))).rejects.toMatchObject({ fault: 'timed-out' }),
      vi.advanceTimersByTimeAsync(10 * second),
    ]);
    vi.unstubAllGlobals();
    vi.useRealTimers();
    for (const task of parked) task();
    expect(await store.session(session.key)).toEqual(session);
  });

  test('and after it nothing is answered from memory, but read again', async () => {
    const { factory, store } = await warmStore();
    abortAtWrite(1);
    await expect(store.write((writes) => writes.putSession(ended))).rejects.toThrow(StoreFailed);
    vi.restoreAllMocks();
    await changeRaw(factory, (tx) => tx.objectStore('sessions').delete(session.key));
    expect(await store.session(session.key)).toBeNull();
  });

  test('says what the browser said', async () => {
    const { store } = await warmStore();
    abortAtWrite(1, 'QuotaExceededError');
    const failed = store.write((writes) => writes.putSession(ended));
    await expect(failed).rejects.toHaveProperty('cause.name', expect.stringMatching(/Quota|Abort/));
  });
});

describe('a write that the browser aborts changes nothing (SEC-22, SEC-25)', () => {
  test.each([1, 2, 3, 4])('at its step %i', async (step) => {
    const { factory, store } = await warmStore();
    const other = sampleSession(2);
    abortAtWrite(step);
    const write = store.write(async (writes) => {
      await writes.putSession(ended);
      await writes.putSession(other);
      await writes.putClockMark(9);
      await writes.appendJournal(sampleStart, { kind: 'clock-set-back' });
    });
    await expect(write).rejects.toThrow(StoreFailed);
    vi.restoreAllMocks();
    for (const reader of [store, createStore(factory)]) {
      expect(await reader.session(session.key)).toEqual(session);
      expect(await reader.session(other.key)).toBeNull();
      expect(await reader.clockMark()).toBe(5);
    }
    expect(await rawRows(factory, 'journal')).toEqual([]);
  });

  test('nor does it stop those that follow', async () => {
    const { store } = await warmStore();
    abortAtWrite(1);
    const results = await Promise.allSettled([
      store.write((writes) => writes.putClockMark(6)),
      store.write((writes) => writes.putSession(ended)),
      store.session(session.key),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(await store.session(session.key)).toEqual(ended);
    expect(await store.clockMark()).toBe(5);
  });
});

describe('a connection', () => {
  test('is given up after a fault, and the next call opens another', async () => {
    const { opens, store } = await warmStore();
    abortAtWrite(1);
    await expect(store.write((writes) => writes.putSession(ended))).rejects.toThrow(StoreFailed);
    vi.restoreAllMocks();
    expect(await store.session(session.key)).toEqual(session);
    expect(opens()).toBe(2);
  });

  test('is kept when the work of a transaction rejects: that is no fault', async () => {
    const { opens, store } = await warmStore();
    await expect(store.write(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
    expect(await store.session(session.key)).toEqual(session);
    expect(opens()).toBe(1);
  });

  test('that the browser ended is opened again, and what memory held is read again', async () => {
    const { factory, connections, opens, store } = await warmStore();
    forceCloseDatabase(connections[0] as never);
    await changeRaw(factory, (tx) => tx.objectStore('sessions').delete(session.key));
    expect(await store.session(session.key)).toBeNull();
    await store.write((writes) => writes.putSession(session));
    expect(await store.session(session.key)).toEqual(session);
    expect(opens()).toBe(3); // The store's two, and that of the change behind its back.
  });

  test('makes way for a later version, and then says so', async () => {
    const { factory, store } = await warmStore();
    const later = await settled(factory.open(databaseName, migrations.length + 1));
    await expect(store.session(session.key)).rejects.toMatchObject({ fault: 'later-version' });
    later.close();
  });

  test('makes way for the deletion of the database', async () => {
    const { factory, store } = await warmStore();
    await settled(factory.deleteDatabase(databaseName));
    expect(await store.session(session.key)).toBeNull();
    expect(await store.clockMark()).toBe(0);
  });

  test('that an older copy holds back is waited for; when that lets go in time, all goes on', async () => {
    const factory = new IDBFactory();
    const older = await settled(factory.open(databaseName, 1));
    const store = createStore(factory, { migrations: [() => {}, ...migrations] });
    const opened = store.clockMark();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    older.close();
    expect(await opened).toBe(0);
  });

  test('that an older copy holds back for good fails, says so, and succeeds once it is gone', async () => {
    const factory = new IDBFactory();
    const older = await settled(factory.open(databaseName, 1));
    const store = createStore(factory, { migrations: [() => {}, ...migrations] });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await expectTimeout(store.clockMark(), 'older copy');
    vi.useRealTimers();
    older.close();
    expect(await store.clockMark()).toBe(0);
  });

  test('that opens after it was given up is closed, and holds nobody back', async () => {
    const { factory, connections } = watchedFactory();
    const older = await settled(factory.open(databaseName, 1));
    const store = createStore(factory, { migrations: [() => {}, ...migrations] });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await expectTimeout(store.clockMark(), 'older copy');
    vi.useRealTimers();
    older.close();
    await vi.waitFor(() => expect(connections).toHaveLength(2));
    const later = factory.open(databaseName, migrations.length + 2);
    const blocked = vi.fn<() => void>();
    later.addEventListener('blocked', blocked);
    (await settled(later)).close();
    expect(blocked).not.toHaveBeenCalled();
  });

  test('is one, however many calls come first', async () => {
    const { factory, opens } = watchedFactory();
    const store = createStore(factory);
    await Promise.all([
      store.session(session.key),
      store.clockMark(),
      store.read(async () => {}),
      store.write(async () => {}),
    ]);
    expect(opens()).toBe(1);
  });
});

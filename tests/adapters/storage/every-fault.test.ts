import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createStore } from '../../../src/adapters/storage/store';
import { second } from '../../../src/core/units';
import { StoreFailed, type Store } from '../../../src/services/ports';
import { sampleSession } from '../../fixtures/sample-records';
import { fill, reads, writes } from './every-call';
import { dumpDatabase } from './raw-database';

/** What the browser may do to a request, and the name that it gives to it. */
const faults = [
  ['quota exceeded', 'aborts', 'QuotaExceededError'],
  ['abort', 'aborts', 'AbortError'],
  ['unknown error', 'aborts', 'UnknownError'],
  ['unknown error at once', 'throws', 'UnknownError'],
  ['invalid state', 'throws', 'InvalidStateError'],
  ['version error', 'throws', 'VersionError'],
  ['no answer for 10 seconds', 'hangs', ''],
] as const;
type Fault = (typeof faults)[number];

const requestMethods = ['get', 'getKey', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor'];
const methods: readonly (readonly [object, string])[] = [
  ...[...requestMethods, 'put', 'add', 'delete'].map((name) => [IDBObjectStore.prototype, name] as const),
  ...requestMethods.map((name) => [IDBIndex.prototype, name] as const),
];
const originals = methods.map(
  ([prototype, name]) => [prototype, name, Reflect.get(prototype, name)] as const,
);

afterEach(() => {
  mend();
  vi.useRealTimers();
});

/** What a database that hangs would have gone on with. */
const parked: (() => void)[] = [];

/** The n-th request meets the fault; 0 only counts. `met` resolves when it does. */
function breakRequest(n: number, [, how, name]: Fault) {
  let asked = 0;
  let meet: () => void = () => {};
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  for (const [prototype, method, original] of originals) {
    Reflect.set(prototype, method, function broken(this: IDBObjectStore | IDBIndex, ...args: unknown[]) {
      asked += 1;
      if (asked !== n) return original.apply(this, args);
      meet();
      if (how === 'throws') throw new DOMException('No.', name);
      const request = original.apply(this, args);
      // The database does not get round to anything any more.
      if (how === 'hangs') {
        vi.stubGlobal('setImmediate', (task: () => void) => parked.push(task));
        return new IDBOpenDBRequest();
      }
      const tx = 'transaction' in this ? this.transaction : this.objectStore.transaction;
      Reflect.get(tx, '_abort').call(tx, name);
      return request;
    });
  }
  return { met, asked: () => asked };
}

function mend(): void {
  vi.unstubAllGlobals();
  for (const task of parked.splice(0)) task();
  for (const [prototype, name, original] of originals) Reflect.set(prototype, name, original);
}

/** The answer to a call, or its error; a hanging one is given its 10 seconds. */
async function outcome(call: Promise<unknown>, how: string, met: Promise<void>): Promise<unknown> {
  const settled = call.then(
    () => 'answered',
    (error: unknown) => error,
  );
  if (how === 'hangs') {
    await met;
    await vi.advanceTimersByTimeAsync(10 * second);
  }
  return settled;
}

async function filled() {
  const factory = new IDBFactory();
  await createStore(factory).write(fill);
  // Cold, so that nothing is answered from memory.
  return { factory, store: createStore(factory) };
}

/** Each request of a call meets each fault in turn; then the call goes through. Returns where it did not fail closed. */
async function openWhere(call: (store: Store) => Promise<unknown>): Promise<readonly string[]> {
  const open: string[] = [];
  const requests = await countRequests(call);
  const { factory, store } = await filled();
  const before = JSON.stringify(await dumpDatabase(factory));
  for (const fault of faults) {
    for (let n = 1; n <= requests; n += 1) {
      if (fault[1] === 'hangs') vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const { met } = breakRequest(n, fault);
      const error = await outcome(call(store), fault[1], met);
      mend();
      vi.useRealTimers();
      const kind = error instanceof StoreFailed ? error.fault : String(error);
      if (kind !== (fault[1] === 'hangs' ? 'timed-out' : 'failed')) {
        open.push(`${fault[0]} at request ${n}: ${kind}`);
      }
      if (JSON.stringify(await dumpDatabase(factory)) !== before) {
        open.push(`${fault[0]} at request ${n} changed something`);
      }
    }
  }
  await call(store);
  return open;
}

async function countRequests(call: (store: Store) => Promise<unknown>): Promise<number> {
  const { store } = await filled();
  const { asked } = breakRequest(0, faults[0]);
  await call(store);
  mend();
  if (asked() === 0) throw new Error('A call that asks nothing cannot fail');
  return asked();
}

describe('each call of the store fails closed, whatever the browser does to whichever of its requests (SEC-25)', () => {
  test.each(Object.entries(reads))('reads.%s', async (_, call) => {
    expect(await openWhere((store) => store.read((rows) => call(rows as never)))).toEqual([]);
  });

  test.each(Object.entries(writes))('writes.%s', async (_, call) => {
    expect(await openWhere((store) => store.write(call))).toEqual([]);
  });

  test('the session of a key, from memory or not', async () => {
    expect(await openWhere((store) => store.session(sampleSession(9).key))).toEqual([]);
  });
});

/** What the opening of a database may come to, and how the store calls that. */
const opening: readonly (readonly [string, string, () => unknown])[] = [
  ...['QuotaExceededError', 'AbortError', 'InvalidStateError', 'UnknownError'].flatMap((name) => [
    [`${name} at once`, 'cannot-open', () => throwIt(name)] as const,
    [name, 'cannot-open', () => openingThat('error', name)] as const,
  ]),
  ['VersionError', 'later-version', () => openingThat('error', 'VersionError')],
  ['blocked', 'timed-out', () => openingThat('blocked', '')],
  ['no answer for 10 seconds', 'timed-out', () => new EventTarget()],
];

function throwIt(name: string): never {
  throw new DOMException('No.', name);
}

function openingThat(event: string, name: string): EventTarget {
  const request = Object.assign(new EventTarget(), { error: new DOMException('No.', name) });
  setImmediate(() => request.dispatchEvent(new Event(event)));
  return request;
}

const entries: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
  ['session', (store) => store.session(sampleSession(1).key)],
  ['clockMark', (store) => store.clockMark()],
  ['read', (store) => store.read((rows) => rows.requests())],
  ['write', (store) => store.write((rows) => rows.putClockMark(9))],
];

describe('a database that does not open gives no access, and opens once it is mended (SEC-25)', () => {
  test.each(opening.flatMap((fault) => entries.map((entry) => [fault[0], entry[0], fault, entry] as const)))(
    '%s: %s',
    async (_fault, _entry, [, kind, breakOpening], [, call]) => {
      const factory = new IDBFactory();
      await createStore(factory).write(fill);
      const store = createStore(factory);
      const open = factory.open.bind(factory);
      Reflect.set(factory, 'open', breakOpening);
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const failed = call(store).then(
        () => 'answered',
        (error: unknown) => error,
      );
      await new Promise((resolve) => {
        setImmediate(() => setImmediate(resolve));
      });
      await vi.advanceTimersByTimeAsync(10 * second);
      expect(await failed).toMatchObject({ name: 'StoreFailed', fault: kind });
      vi.useRealTimers();
      factory.open = open;
      await call(store);
    },
  );
});

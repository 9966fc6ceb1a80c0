import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createMemory, type Changes } from '../../../src/adapters/storage/memory';
import { createStore } from '../../../src/adapters/storage/store';
import type { Session, SessionKey } from '../../../src/core/session';
import type { Millis } from '../../../src/core/units';
import type { Reads } from '../../../src/services/ports';
import { sampleId, sampleSession, sampleStart } from '../../fixtures/sample-records';
import { watchedFactory } from './raw-database';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('memory', () => {
  const session = sampleSession(1);
  const later = { ...session, lastUsedAt: sampleStart + 10 };
  const change = (put: Session | null, clockMark: Millis | null = null): Changes => ({
    sessions: new Map([[session.key, put]]),
    clockMark,
    loss: null,
  });

  test('knows nothing at first, and then what was read', () => {
    const memory = createMemory();
    expect([memory.session(session.key), memory.clockMark()]).toEqual([undefined, undefined]);
    const ticket = memory.beginRead();
    memory.keepSession(ticket, session.key, null);
    memory.keepClockMark(ticket, 5);
    expect([memory.session(session.key), memory.clockMark()]).toEqual([null, 5]);
  });

  test('takes over what a write changed when it is committed, not before', () => {
    const memory = createMemory();
    memory.keepSession(memory.beginRead(), session.key, session);
    memory.beginWrite();
    expect(memory.session(session.key)).toBe(session);
    memory.endWrite(change(later, 7));
    expect([memory.session(session.key), memory.clockMark()]).toEqual([later, 7]);
  });

  test('keeps nothing that was read while a write was under way, or before one that began since', () => {
    const memory = createMemory();
    const before = memory.beginRead();
    memory.beginWrite();
    const beside = memory.beginRead();
    memory.keepSession(before, session.key, session);
    memory.keepSession(beside, session.key, session);
    expect(memory.session(session.key)).toBeUndefined();
    memory.endWrite(change(later));
    memory.keepSession(before, session.key, session);
    memory.keepClockMark(beside, 5);
    expect([memory.session(session.key), memory.clockMark()]).toEqual([later, undefined]);
  });

  test('keeps nothing that was read before it had to forget', () => {
    const memory = createMemory();
    const ticket = memory.beginRead();
    memory.forget();
    memory.keepSession(ticket, session.key, session);
    expect(memory.session(session.key)).toBeUndefined();
  });

  test('holds the 1,000 sessions that were asked for last', () => {
    const memory = createMemory();
    const key = (number: number) => sampleSession(number).key;
    for (let number = 1; number <= 1_000; number += 1)
      memory.keepSession(memory.beginRead(), key(number), null);
    expect(memory.session(key(1))).toBeNull();
    memory.keepSession(memory.beginRead(), key(1_001), null);
    expect([1, 2, 3, 1_001].map((number) => memory.session(key(number)))).toEqual([
      null,
      undefined,
      null,
      null,
    ]);
  });
});

/** The next answer of the database reaches nobody before it is released. A browser may read from a snapshot. */
function delayNextGet(): () => void {
  const get: unknown = Reflect.get(IDBObjectStore.prototype, 'get');
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementationOnce(function delayed(
    this: IDBObjectStore,
    key: IDBValidKey | IDBKeyRange,
  ) {
    const request = (get as IDBObjectStore['get']).call(this, key);
    const listen = request.addEventListener.bind(request);
    request.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) =>
      listen(type, (happened) => {
        if (typeof listener === 'function') void released.then(() => listener(happened));
      });
    return request;
  });
  return release;
}

const places = 3;

type Act =
  /** Puts, or deletes, sessions and moves the mark; then commits, or comes to nothing in one of three ways. */
  | {
      readonly kind: 'write';
      readonly slots: readonly number[];
      readonly isDeletion: boolean;
      readonly end: End;
    }
  | { readonly kind: 'warm' | 'mark'; readonly slot: number }
  | { readonly kind: 'cold' | 'lose-connection' }
  | { readonly kind: 'wait'; readonly tasks: number };
type End = 'commit' | 'reject' | 'clash' | 'malformed';

const slot = fc.nat({ max: places - 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      slots: fc.uniqueArray(slot, { minLength: 1 }),
      isDeletion: fc.boolean(),
      end: fc.constantFrom<End[]>('commit', 'commit', 'commit', 'reject', 'clash', 'malformed'),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('warm' as const, 'mark' as const), slot }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cold' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose-connection' as const) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), tasks: fc.nat({ max: 6 }) }) },
);

/** The whole of what the test looks at, as one commit left it. */
interface State {
  readonly mark: Millis;
  readonly sessions: readonly (Session | null)[];
}

function keyOfSlot(number: number): SessionKey {
  return sampleSession(number).key;
}

async function readState(reads: Reads): Promise<State> {
  const sessions = [];
  for (let number = 0; number < places; number += 1) sessions.push(await reads.session(keyOfSlot(number)));
  return { mark: await reads.clockMark(), sessions };
}

/**
 * Runs the acts without waiting for one another, and checks each answer against the history of commits: it must be
 * one that stood at some moment between question and answer. A write's turn is that of its call.
 */
async function checkHistory(isWarm: boolean, acts: readonly Act[]): Promise<void> {
  const { factory, connections } = watchedFactory();
  const store = createStore(factory);
  /** What each committed write leaves, in the order of the calls; known once all is settled. */
  const writes: { readonly next: (before: State) => State; isCommitted: boolean; isSettled: boolean }[] = [];
  const checks: (() => void)[] = [];
  const pending: Promise<unknown>[] = [];
  let version = 0;

  /** The state after the first `count` of all writes. */
  const after = (count: number): State =>
    writes
      .slice(0, count)
      .filter(({ isCommitted }) => isCommitted)
      .reduce<State>((before, { next }) => next(before), {
        mark: 0,
        sessions: Array.from({ length: places }, () => null),
      });
  /** How many writes had certainly ended: the answer must not be older than the last of them. */
  const settledCount = () => writes.findLastIndex(({ isSettled }) => isSettled) + 1;

  function ask<Answer>(answer: Promise<Answer>, view: (state: State) => Answer): void {
    const oldest = settledCount();
    pending.push(
      answer.then((found) => {
        const newest = writes.length;
        checks.push(() => {
          const possible = Array.from({ length: newest - oldest + 1 }, (_, more) =>
            view(after(oldest + more)),
          );
          expect(possible).toContainEqual(found);
        });
      }),
    );
  }

  if (isWarm) {
    await store.clockMark();
    for (let place = 0; place < places; place += 1) await store.session(keyOfSlot(place));
  }
  for (const one of acts) {
    switch (one.kind) {
      case 'write': {
        version += 1;
        const number = version;
        const put = (place: number): Session | null =>
          one.isDeletion
            ? null
            : sampleSession(place, {
                id: sampleId(number * places + place),
                lastUsedAt: sampleStart + number,
              });
        const entry = {
          isCommitted: false,
          isSettled: false,
          next: ({ sessions }: State): State => ({
            mark: number,
            sessions: sessions.map((session, place) => (one.slots.includes(place) ? put(place) : session)),
          }),
        };
        writes.push(entry);
        const write = store.write(async (tx) => {
          for (const place of one.slots) {
            const session = put(place);
            if (session === null) await tx.deleteSession(keyOfSlot(place));
            else await tx.putSession(session);
          }
          await tx.putClockMark(number);
          if (one.end === 'reject') throw new Error('rejected');
          if (one.end === 'malformed') await tx.putClockMark(-1);
          if (one.end === 'clash') {
            const id = sampleId(1_000_000 + number);
            await tx.putSession(sampleSession(500, { id }));
            await tx.putSession(sampleSession(501, { id }));
          }
        });
        pending.push(
          write.then(
            () => Object.assign(entry, { isCommitted: true, isSettled: true }),
            () => Object.assign(entry, { isSettled: true }),
          ),
        );
        break;
      }
      case 'warm':
        ask(store.session(keyOfSlot(one.slot)), ({ sessions }) => sessions[one.slot] ?? null);
        break;
      case 'mark':
        ask(store.clockMark(), ({ mark }) => mark);
        break;
      case 'cold':
        ask(store.read(readState), (state) => state);
        break;
      case 'lose-connection':
        await Promise.allSettled(pending);
        for (const connection of connections.splice(0)) forceCloseDatabase(connection as never);
        break;
      case 'wait':
        for (let task = 0; task < one.tasks; task += 1) {
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
        }
        break;
    }
  }
  await Promise.all(pending);
  for (const check of checks) check();
  const warm: State = {
    mark: await store.clockMark(),
    sessions: await Promise.all(
      Array.from({ length: places }, (_, place) => store.session(keyOfSlot(place))),
    ),
  };
  expect(warm).toEqual(await store.read(readState));
  expect(warm).toEqual(after(writes.length));
}

describe('what the store answers from memory', () => {
  test('is never from a read that a write has overtaken, however late that read comes to its end', async () => {
    const session = sampleSession(1);
    const store = createStore(watchedFactory().factory);
    await store.clockMark();
    const release = delayNextGet();
    const early = store.session(session.key);
    await store.write((writes) => writes.putSession(session));
    const late = Promise.all([store.session(session.key), store.read((reads) => reads.session(session.key))]);
    release();
    expect(await late).toEqual([session, session]);
    expect(await early).toBeNull();
    expect(await store.session(session.key)).toEqual(session);
  });

  test('equals what it holds, whatever is written, rejected and read at the same time', {
    timeout: 120_000,
  }, async () => {
    const histories = fc.asyncProperty(
      fc.boolean(),
      fc.array(act, { maxLength: 30, size: 'max' }),
      checkHistory,
    );
    await fc.assert(histories, { numRuns: 200 });
  });
});

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '../../../src/adapters/storage/store';
import { deadlineOf } from '../../../src/core/session';
import { day } from '../../../src/core/units';
import type { Store } from '../../../src/services/ports';
import { sampleEnd, sampleId, sampleSession, sampleStart } from '../../fixtures/sample-records';
import { countRequests, watchedFactory } from './raw-database';

let watch: ReturnType<typeof countRequests>;
beforeEach(() => {
  watch = countRequests();
});
afterEach(() => {
  watch.restore();
});

/** What `act` asks of the database. */
async function costOf(act: () => Promise<unknown>): Promise<typeof watch.counts> {
  const before = { ...watch.counts };
  await act();
  return {
    transactions: watch.counts.transactions - before.transactions,
    requests: watch.counts.requests - before.requests,
    rows: watch.counts.rows - before.rows,
  };
}

/** A store of that many sessions, a third of them ended. */
async function storeOf(size: number) {
  const { factory, opens } = watchedFactory();
  const store = createStore(factory);
  await store.write(async (writes) => {
    for (let number = 1; number <= size; number += 1) {
      const end = number % 3 === 0 ? sampleEnd(sampleStart + number) : null;
      await writes.putSession(sampleSession(number, { end }));
    }
  });
  return { factory, opens, store };
}

describe('the first answer of a new worker', () => {
  test('costs one opening and one transaction with three reads: the session, the clock mark, and whether the store was lost', async () => {
    const { factory, opens } = await storeOf(10);
    const cold = createStore(factory);
    const openings = opens();
    const cost = await costOf(async () => {
      await Promise.all([cold.session(sampleSession(1).key), cold.clockMark()]);
    });
    expect(cost).toMatchObject({ transactions: 1, requests: 3 });
    expect(opens() - openings).toBe(1);
  });

  test('is shared by all who ask at the same time', async () => {
    const { factory } = await storeOf(10);
    const cold = createStore(factory);
    const cost = await costOf(() =>
      Promise.all(Array.from({ length: 100 }, () => cold.session(sampleSession(1).key))),
    );
    expect(cost).toMatchObject({ transactions: 1, requests: 3 });
  });
});

describe('a warm answer', () => {
  test('costs nothing, also where there is no session, and after a write', async () => {
    const { store } = await storeOf(10);
    const [session, none] = [sampleSession(1), sampleSession(99)];
    await Promise.all([store.session(session.key), store.session(none.key), store.clockMark()]);
    await store.write((writes) => writes.putSession({ ...session, lastUsedAt: sampleStart + day }));
    const cost = await costOf(async () => {
      expect(await store.session(session.key)).toMatchObject({ lastUsedAt: sampleStart + day });
      expect(await store.session(none.key)).toBeNull();
      expect(await store.clockMark()).toBe(0);
    });
    expect(cost).toEqual({ transactions: 0, requests: 0, rows: 0 });
  });
});

describe('among 120 sessions or 9, the same', () => {
  const acts: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
    ['decide', (store) => store.read((reads) => reads.session(sampleSession(7).key))],
    ['find by id', (store) => store.read((reads) => reads.sessionById(sampleId(7)))],
    ['open', (store) => store.write((writes) => writes.putSession(sampleSession(5_000)))],
    [
      'end',
      (store) =>
        store.write((writes) => writes.putSession(sampleSession(7, { end: sampleEnd(sampleStart) }))),
    ],
    ['name the next deadline', (store) => store.read((reads) => reads.nextDeadline())],
    ['sweep what is due', (store) => store.read((reads) => reads.sessionsDue(deadlineOf(sampleSession(4))))],
    [
      'see who is to be warned',
      (store) => store.read((reads) => reads.sessionsToWarn(deadlineOf(sampleSession(4)) - day)),
    ],
    ['show a page', (store) => store.read((reads) => reads.liveSessions(3, null))],
    ['show a page of ended ones', (store) => store.read((reads) => reads.endedSessions(2, null))],
  ];
  test.each(acts)('is asked to %s', async (_, act) => {
    const [small, large] = [await storeOf(9), await storeOf(120)];
    const cost = await costOf(() => act(small.store));
    expect(await costOf(() => act(large.store))).toEqual(cost);
    expect(cost.rows).toBeLessThanOrEqual(6);
  });

  test('is asked to count, in one read', async () => {
    const { store } = await storeOf(9);
    expect(await costOf(() => store.read((reads) => reads.countSessions()))).toEqual({
      transactions: 1,
      requests: 1,
      rows: 1,
    });
  });
});

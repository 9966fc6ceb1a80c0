import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createStore } from '../../../src/adapters/storage/store';
import { hour, minute } from '../../../src/core/units';
import { StoreFailed, type Reads, type Store } from '../../../src/services/ports';
import {
  sampleAccounts,
  sampleAddress,
  sampleAttempts,
  sampleClaims,
  sampleDevice,
  sampleEnd,
  sampleId,
  sampleNetwork,
  sampleOwnClaims,
  sampleRequest,
  sampleSession,
  sampleSettings,
  sampleSiteLimits,
  sampleStart,
  sampleToken,
  sampleTransaction,
  sampleVault,
} from '../../fixtures/sample-records';
import { changeRaw, rawRows } from './raw-database';

const at = sampleStart + hour;
const session = sampleSession(1);

/** A store over records of every kind, and a way to wait until it has told of a quarantine. */
async function makeStore() {
  const factory = new IDBFactory();
  let tell: () => void = () => {};
  const quarantined = () =>
    new Promise<void>((resolve) => {
      tell = resolve;
    });
  const open = () => createStore(factory, { now: () => at, onQuarantined: () => tell() });
  const store = open();
  await store.write(async (writes) => {
    await writes.putSession(session);
    await writes.putSession(sampleSession(2));
    await writes.putRequest(sampleRequest(1));
    await writes.putTransaction(sampleTransaction(1));
    await writes.appendJournal(sampleStart, { kind: 'vault-created' });
    await writes.putSiteLimits('https://app.example', sampleSiteLimits);
    await writes.putVault(sampleVault);
    await writes.putAccounts(sampleAccounts);
    await writes.putSettings(sampleSettings);
    await writes.putAddedNetwork(sampleNetwork);
    await writes.putToken(sampleToken);
    await writes.putClockMark(sampleStart);
    await writes.putUnlockAttempts(sampleAttempts);
    await writes.putOwnDevice(sampleDevice);
    await writes.putClaims(sampleClaims);
    await writes.putClaims(sampleOwnClaims);
  });
  return { factory, store, open, quarantined };
}

interface Damaged {
  readonly store: string;
  readonly key: IDBValidKey;
  /** The name under which the journal has it. */
  readonly named: string;
  readonly row: object;
  readonly read: (reads: Reads) => Promise<unknown>;
  readonly absent: unknown;
}

const live = { deadline: 1, warnAt: 1, liveAccounts: [] };
const cases: readonly (readonly [string, Damaged])[] = [
  [
    'a session with a field missing',
    {
      store: 'sessions',
      key: session.key,
      named: session.key,
      row: { session: { key: session.key, id: session.id, end: null }, ...live },
      read: (reads) => reads.session(session.key),
      absent: null,
    },
  ],
  [
    'a session of a type that it cannot have, found by id',
    {
      store: 'sessions',
      key: session.key,
      named: session.key,
      row: { session: { ...session, openedAt: 'yesterday' }, ...live },
      read: (reads) => reads.sessionById(session.id),
      absent: null,
    },
  ],
  [
    'an ended session that stands among the live ones',
    {
      store: 'sessions',
      key: session.key,
      named: session.key,
      row: { session: { ...session, end: sampleEnd(at) }, ...live },
      read: async (reads) => (await reads.liveSessions(10, null)).items,
      absent: [sampleSession(2)],
    },
  ],
  [
    'a live session with a later deadline than it has',
    {
      store: 'sessions',
      key: session.key,
      named: session.key,
      row: { session, deadline: Number.MAX_SAFE_INTEGER, warnAt: 1, liveAccounts: session.accounts },
      read: (reads) => reads.sessionsDue(Number.MAX_SAFE_INTEGER),
      absent: [sampleSession(2)],
    },
  ],
  [
    'a session under the key of another place',
    {
      store: 'sessions',
      key: session.key,
      named: session.key,
      row: { session: { ...session, isPrivate: true }, ...live },
      read: (reads) => reads.session(session.key),
      absent: null,
    },
  ],
  [
    'a session of an origin that can hold none',
    {
      store: 'sessions',
      key: session.key,
      named: session.key,
      row: { session: { ...session, origin: 'http://app.example' }, ...live },
      read: (reads) => reads.session(session.key),
      absent: null,
    },
  ],
  [
    'a held request',
    {
      store: 'requests',
      key: sampleRequest(1).id,
      named: sampleRequest(1).id,
      row: { request: { ...sampleRequest(1), ask: { kind: 'eth_sign' } }, sequence: 0 },
      read: (reads) => reads.requests(),
      absent: [],
    },
  ],
  [
    'a held request that stands in no index',
    {
      store: 'requests',
      key: sampleRequest(1).id,
      named: sampleRequest(1).id,
      row: { request: { ...sampleRequest(1), heldAt: null }, sequence: 0 },
      read: (reads) => reads.requests(),
      absent: [],
    },
  ],
  [
    'a transaction',
    {
      store: 'transactions',
      key: sampleTransaction(1).hash,
      named: sampleTransaction(1).hash,
      row: { transaction: { ...sampleTransaction(1), status: 'lost' }, pendingSince: 1 },
      read: (reads) => reads.pendingTransactions(),
      absent: [],
    },
  ],
  [
    'a journal entry',
    {
      store: 'journal',
      key: 1,
      named: '1',
      row: { sequence: 1, entry: { at: sampleStart, event: { kind: 'gossip' } } },
      read: async (reads) => {
        const { items } = await reads.journal(10, null);
        return items.filter(({ event }) => event.kind !== 'record-quarantined');
      },
      absent: [],
    },
  ],
  [
    'flood limits',
    {
      store: 'siteLimits',
      key: 'https://app.example',
      named: 'https://app.example',
      row: { site: 'https://app.example', limits: {} },
      read: (reads) => reads.siteLimits('https://app.example'),
      absent: null,
    },
  ],
  [
    'a vault',
    {
      store: 'vault',
      key: 'vault',
      named: 'vault',
      row: { name: 'vault', vault: { ...sampleVault, wrappedKey: null } },
      read: (reads) => reads.vault(),
      absent: null,
    },
  ],
  [
    'an account',
    {
      store: 'accounts',
      key: sampleAddress(2),
      named: sampleAddress(2),
      row: { account: { ...sampleAccounts[0], checksummed: sampleAddress(9) }, position: 0 },
      read: (reads) => reads.accounts(),
      absent: sampleAccounts.slice(1),
    },
  ],
  [
    'a network',
    {
      store: 'networks',
      key: sampleNetwork.chain,
      named: String(sampleNetwork.chain),
      row: { network: { ...sampleNetwork, endpoints: 'https://rpc.example' } },
      read: (reads) => reads.addedNetworks(),
      absent: [],
    },
  ],
  [
    'a token',
    {
      store: 'tokens',
      key: [sampleToken.chain, sampleToken.address],
      named: JSON.stringify([sampleToken.chain, sampleToken.address]),
      row: { token: { ...sampleToken, decimals: -1 } },
      read: (reads) => reads.tokens(sampleToken.chain),
      absent: [],
    },
  ],
  [
    'what is known of an account’s devices, with a mark that is no epoch',
    {
      store: 'claims',
      key: sampleClaims.account,
      named: sampleClaims.account,
      row: {
        claims: {
          ...sampleClaims,
          record: { ...sampleClaims.record, memory: { ...sampleClaims.record.memory, mark: 7 } },
        },
      },
      read: (reads) => reads.everyClaims(),
      absent: [sampleOwnClaims],
    },
  ],
  [
    'a device without a name',
    {
      store: 'meta',
      key: 'device',
      named: 'device',
      row: { name: 'device', value: { ...sampleDevice, name: '' } },
      read: (reads) => reads.ownDevice(),
      absent: null,
    },
  ],
];

describe('a damaged record (SEC-23)', () => {
  test.each(cases)('is not used, but kept in quarantine and journaled: %s', async (_, damaged) => {
    const { factory, open, quarantined } = await makeStore();
    await changeRaw(factory, (tx) => tx.objectStore(damaged.store).put(damaged.row));
    const store = open();
    const told = quarantined();
    expect(await store.read(damaged.read)).toEqual(damaged.absent);
    await told;
    await expectQuarantined(factory, store, damaged);
    expect(await rawRows(factory, damaged.store)).not.toContainEqual(damaged.row);
  });

  test.each(cases)('is moved by the write that meets it: %s', async (_, damaged) => {
    const { factory, open } = await makeStore();
    await changeRaw(factory, (tx) => tx.objectStore(damaged.store).put(damaged.row));
    const store = open();
    expect(await store.write(damaged.read)).toEqual(damaged.absent);
    await expectQuarantined(factory, store, damaged);
  });

  test('is kept when a write puts another in its place without a look, or deletes it', async () => {
    const { factory, open } = await makeStore();
    const bad = { name: 'vault', vault: 'gone' };
    const badSession = { session: { key: session.key, id: session.id } };
    await changeRaw(factory, (tx) => {
      tx.objectStore('vault').put(bad);
      tx.objectStore('sessions').put(badSession);
    });
    const store = open();
    await store.write(async (writes) => {
      await writes.putVault(sampleVault);
      await writes.deleteSession(session.key);
    });
    expect(await store.read((reads) => reads.vault())).toEqual(sampleVault);
    expect(await rawRows(factory, 'quarantine')).toMatchObject([{ row: bad }, { row: badSession }]);
  });

  test('is still found after a write that met it was undone', async () => {
    const { factory, open, quarantined } = await makeStore();
    const [, damaged] = cases[0]!;
    await changeRaw(factory, (tx) => tx.objectStore('sessions').put(damaged.row));
    const store = open();
    const told = quarantined();
    const refused = store.write(async (writes) => {
      expect(await writes.session(session.key)).toBeNull();
      await writes.putSession({ ...session, id: sampleId(77) });
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    await told;
    await expectQuarantined(factory, store, damaged);
    expect(await store.session(session.key)).toBeNull();
  });

  test('is quarantined once, however many readers meet it', async () => {
    const { factory, open, quarantined } = await makeStore();
    const [, damaged] = cases[0]!;
    await changeRaw(factory, (tx) => tx.objectStore('sessions').put(damaged.row));
    const store = open();
    const told = quarantined();
    const found = await Promise.all([
      store.session(session.key),
      store.read((reads) => reads.session(session.key)),
      store.write((writes) => writes.session(session.key)),
      store.read((reads) => reads.sessionById(session.id)),
    ]);
    expect(found).toEqual([null, null, null, null]);
    await told;
    await store.write(async () => {});
    await expectQuarantined(factory, store, damaged);
  });

  test.each([
    ['read', (store: Store) => store.write((writes) => writes.session(session.key))],
    [
      'replaced',
      (store: Store) => store.write((writes) => writes.putSession({ ...session, id: sampleId(9) })),
    ],
    ['deleted', (store: Store) => store.write((writes) => writes.deleteSession(session.key))],
  ] as const)('is not counted, whatever it counted as before: %s', async (_, act) => {
    for (const fields of [{}, { deadline: 1 }]) {
      const { factory, open } = await makeStore();
      const { key, id } = session;
      await changeRaw(factory, (tx) =>
        tx.objectStore('sessions').put({ session: { key, id, end: { at: 1 } }, ...fields }),
      );
      const store = open();
      await act(store);
      const listed = await store.read(async (reads) => (await reads.liveSessions(10, null)).items.length);
      expect(await store.read((reads) => reads.countSessions())).toEqual({ live: listed, ended: 0 });
    }
  });

  test('of the count of sessions is counted anew', async () => {
    const { factory, open } = await makeStore();
    await changeRaw(factory, (tx) =>
      tx.objectStore('meta').put({ name: 'sessionCount', live: -1, ended: 0 }),
    );
    const store = open();
    expect(await store.read((reads) => reads.countSessions())).toEqual({ live: 2, ended: 0 });
    await store.write((writes) => writes.putSession(sampleSession(3)));
    expect(await store.read((reads) => reads.countSessions())).toEqual({ live: 3, ended: 0 });
    expect(await rawRows(factory, 'quarantine')).toMatchObject([{ store: 'meta', key: 'sessionCount' }]);
  });

  test('counts as absent on the warm path too, and its place can be taken', async () => {
    const { factory, open } = await makeStore();
    await changeRaw(factory, (tx) => tx.objectStore('sessions').put(cases[0]![1].row));
    const store = open();
    expect(await store.session(session.key)).toBeNull();
    const next = { ...session, id: sampleId(77) };
    await store.write((writes) => writes.putSession(next));
    expect(await store.session(session.key)).toEqual(next);
    expect(await rawRows(factory, 'quarantine')).toHaveLength(1);
  });

  test('does not hide its neighbours on a page', async () => {
    const { factory, open } = await makeStore();
    const store = open();
    await store.write(async (writes) => {
      for (const number of [3, 4, 5]) await writes.putSession(sampleSession(number));
    });
    const { key, id } = sampleSession(3);
    await changeRaw(factory, (tx) =>
      tx.objectStore('sessions').put({ session: { key, id }, deadline: sampleSession(3).lastUsedAt }),
    );
    const reader = open();
    const page = await reader.read((reads) => reads.liveSessions(2, null));
    expect(page.items).toEqual([sampleSession(1), sampleSession(2)]);
    const rest = await reader.read((reads) => reads.liveSessions(2, page.next));
    expect(rest.items).toEqual([sampleSession(4), sampleSession(5)]);
  });
});

describe('a damaged record that must not read as none (SEC-17, SEC-20, SEC-25)', () => {
  test('a clock mark: calls fail until the latest known moment stands in its place', async () => {
    const { factory, open, quarantined } = await makeStore();
    const bad = { name: 'clockMark', value: 'yesterday' };
    await changeRaw(factory, (tx) => tx.objectStore('meta').put(bad));
    for (const call of [
      (store: Store) => store.clockMark(),
      (store: Store) => store.session(session.key),
      (store: Store) => store.read((reads) => reads.clockMark()),
      (store: Store) => store.write((writes) => writes.putClockMark(1)),
    ]) {
      await changeRaw(factory, (tx) => tx.objectStore('meta').put(bad));
      const store = open();
      const told = quarantined();
      await expect(call(store)).rejects.toThrow(StoreFailed);
      await told;
      expect(await store.clockMark()).toBe(at);
      expect(await store.read((reads) => reads.clockMark())).toBe(at);
    }
    expect(await rawRows(factory, 'quarantine')).toMatchObject(
      [1, 2, 3, 4].map(() => ({ store: 'meta', key: 'clockMark', row: bad })),
    );
  });

  test('a clock mark: no earlier than what the journal has seen, whatever the clock says', async () => {
    const { factory, open, quarantined } = await makeStore();
    const later = at + hour;
    await open().write((writes) => writes.appendJournal(later, { kind: 'phrase-shown' }));
    await changeRaw(factory, (tx) => tx.objectStore('meta').put({ name: 'clockMark' }));
    const store = open();
    const told = quarantined();
    await expect(store.clockMark()).rejects.toThrow(StoreFailed);
    await told;
    expect(await store.clockMark()).toBe(later);
  });

  test('wrong passwords: the delay that follows ten of them stands in their place', async () => {
    const { factory, open, quarantined } = await makeStore();
    await changeRaw(factory, (tx) => tx.objectStore('meta').put({ name: 'unlockAttempts', value: {} }));
    const store = open();
    const told = quarantined();
    await expect(store.read((reads) => reads.unlockAttempts())).rejects.toThrow(StoreFailed);
    await told;
    const attempts = await store.read((reads) => reads.unlockAttempts());
    expect(attempts).toMatchObject({ failed: 10, retryAt: at + minute / 2 });
  });
});

async function expectQuarantined(factory: IDBFactory, store: Store, damaged: Damaged): Promise<void> {
  const [moved, ...others] = await rawRows(factory, 'quarantine');
  expect(moved).toEqual({ sequence: 1, at, store: damaged.store, key: damaged.key, row: damaged.row });
  expect(others).toEqual([]);
  const { items } = await store.read((reads) => reads.journal(10, null));
  const event = { kind: 'record-quarantined', store: damaged.store, key: damaged.named };
  expect(items.filter((entry) => entry.event.kind === 'record-quarantined')).toEqual([{ at, event }]);
}

import 'fake-indexeddb/auto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { migrations, type Migration } from '../../../src/adapters/storage/migrations';
import { createStore } from '../../../src/adapters/storage/store';
import { StoreFailed, type Store } from '../../../src/services/ports';
import {
  sampleAccounts,
  sampleAttempts,
  sampleClaims,
  sampleCopyKey,
  sampleDevice,
  sampleEventsOf,
  sampleLoss,
  sampleNetwork,
  sampleOwnClaims,
  sampleRequests,
  sampleSession,
  sampleSessions,
  sampleSettings,
  sampleSettingsWithRelays,
  sampleSiteLimits,
  sampleStart,
  sampleToken,
  sampleTransactions,
  sampleVault,
} from '../../fixtures/sample-records';
import {
  databaseName,
  dumpDatabase,
  loadDatabase,
  openRaw,
  rawRows,
  settled,
  type Dump,
} from './raw-database';

const fixture = (version: number) => new URL(`../../fixtures/database-v${version}.json`, import.meta.url);
const readFixture = (version: number): Dump => JSON.parse(readFileSync(fixture(version), 'utf8'));
const versions = migrations.map((_, position) => position + 1);
const newest = migrations.length;

/** Every kind of record that a database of this version holds, in the present form. */
async function fill(store: Store, version = newest): Promise<void> {
  await store.write(async (writes) => {
    for (const session of sampleSessions) await writes.putSession(session);
    for (const request of sampleRequests) await writes.putRequest(request);
    for (const transaction of sampleTransactions) await writes.putTransaction(transaction);
    for (const [position, event] of sampleEventsOf(version).entries()) {
      await writes.appendJournal(sampleStart + position, event);
    }
    await writes.putSiteLimits('https://app.example', sampleSiteLimits);
    await writes.putVault(sampleVault);
    await writes.putAccounts(sampleAccounts);
    await writes.putSettings(version < 3 ? sampleSettings : sampleSettingsWithRelays);
    await writes.putAddedNetwork(sampleNetwork);
    await writes.putToken(sampleToken);
    await writes.putClockMark(sampleStart);
    await writes.putUnlockAttempts(sampleAttempts);
    if (version === 1) return;
    await writes.putLoss(sampleLoss);
    await writes.putCopyKey(sampleCopyKey);
    if (version === 2) return;
    await writes.putOwnDevice(sampleDevice);
    for (const claims of [sampleClaims, sampleOwnClaims]) await writes.putClaims(claims);
  });
}

/** All that a store answers for the records of `fill`. */
async function readAll(store: Store): Promise<object> {
  return store.read(async (reads) => ({
    live: (await reads.liveSessions(100, null)).items,
    ended: (await reads.endedSessions(100, null)).items,
    counts: await reads.countSessions(),
    next: await reads.nextDeadline(),
    due: await reads.sessionsDue(Number.MAX_SAFE_INTEGER),
    toWarn: await reads.sessionsToWarn(Number.MAX_SAFE_INTEGER),
    requests: await reads.requests(),
    transactions: await Promise.all(sampleTransactions.map(({ hash }) => reads.transaction(hash))),
    pending: await reads.pendingTransactions(),
    journal: await reads.journal(100, null),
    siteLimits: await reads.siteLimits('https://app.example'),
    vault: await reads.vault(),
    accounts: await reads.accounts(),
    settings: await reads.settings(),
    networks: await reads.addedNetworks(),
    tokens: await reads.tokens(sampleToken.chain),
    clockMark: await reads.clockMark(),
    attempts: await reads.unlockAttempts(),
    loss: await reads.loss(),
    copyKey: await reads.copyKey(),
    device: await reads.ownDevice(),
    claims: await reads.everyClaims(),
  }));
}

// oxlint-disable-next-line vitest/no-conditional-tests -- it writes a file, and is there only for who asks; a skipped test would stand in every run
if (process.env['WRITE_FIXTURE'] !== undefined) {
  test('the fixture of the present version is written', async () => {
    if (existsSync(fixture(newest))) throw new Error('A fixture that exists is never edited.');
    const factory = new IDBFactory();
    await fill(createStore(factory));
    writeFileSync(fixture(newest), `${JSON.stringify(await dumpDatabase(factory), null, 2)}\n`);
    expect(await dumpDatabase(factory)).toEqual(readFixture(newest));
  });
}

describe('a database of version', () => {
  test.each(versions)('%i has a fixture (WRITE_FIXTURE=1 makes that of a new version)', (version) => {
    expect(existsSync(fixture(version))).toBe(true);
  });

  test.each(versions)(
    '%i is opened by the present code, and every record is read as it is now',
    async (version) => {
      const [factory, fresh] = [new IDBFactory(), new IDBFactory()];
      await loadDatabase(factory, readFixture(version));
      await fill(createStore(fresh), version);
      expect(await readAll(createStore(factory))).toEqual(await readAll(createStore(fresh)));
      const [migrated, made] = [await dumpDatabase(factory), await dumpDatabase(fresh)];
      expect(withoutRows(migrated)).toEqual(withoutRows(made));
      expect(await rawRows(factory, 'quarantine')).toEqual([]);
    },
  );

  test.each(versions)('%i takes writes after it was opened', async (version) => {
    const factory = new IDBFactory();
    await loadDatabase(factory, readFixture(version));
    const store = createStore(factory);
    const session = sampleSession(5_000);
    await store.write((writes) => writes.putSession(session));
    expect(await createStore(factory).session(session.key)).toEqual(session);
  });
});

describe('an upgrade', () => {
  const addStore: Migration = (db) => void db.createObjectStore('later', { keyPath: 'id' });

  test('runs the steps that are missing, in their order, once', async () => {
    const factory = new IDBFactory();
    const ran: string[] = [];
    const step =
      (name: string): Migration =>
      (db) => {
        ran.push(name);
        db.createObjectStore(name);
      };
    const open = (steps: readonly Migration[]) =>
      createStore(factory, { migrations: steps }).read(async () => {});
    await open([...migrations, step('second')]);
    await open([...migrations, step('second'), step('third'), step('fourth')]);
    await open([...migrations, step('second'), step('third'), step('fourth')]);
    expect(ran).toEqual(['second', 'third', 'fourth']);
  });

  const failures: readonly (readonly [string, Migration])[] = [
    [
      'throws at once',
      () => {
        throw new Error('step failed');
      },
    ],
    [
      'rejects after it changed rows and stores',
      async (db, tx) => {
        await settled(tx.objectStore('sessions').clear());
        db.deleteObjectStore('vault');
        await settled(tx.objectStore('accounts').clear());
        throw new Error('step failed');
      },
    ],
    [
      'asks for what the database refuses',
      async (_, tx) => {
        await settled(tx.objectStore('sessions').clear());
        await settled(tx.objectStore('meta').add({ name: 'clockMark', value: 0 }));
      },
    ],
    [
      'is killed half-way',
      async (_, tx) => {
        await settled(tx.objectStore('sessions').clear());
        tx.abort();
      },
    ],
  ];

  test.each(failures)('that %s leaves the older version whole (SEC-23)', async (_, step) => {
    const factory = new IDBFactory();
    await loadDatabase(factory, readFixture(newest));
    const before = await dumpDatabase(factory);
    const failing = createStore(factory, { migrations: [...migrations, addStore, step] });
    await expect(failing.read(async () => 'open')).rejects.toThrow(StoreFailed);
    await expect(failing.session(sampleSession(1).key)).rejects.toMatchObject({ fault: 'cannot-open' });
    expect(await dumpDatabase(factory)).toEqual(before);
    expect(await createStore(factory).session(sampleSession(1).key)).toEqual(sampleSession(1));
  });

  test('that fails says why', async () => {
    const cause = new Error('step failed');
    const fail: Migration = () => Promise.reject(cause);
    const store = createStore(new IDBFactory(), { migrations: [fail] });
    await expect(store.read(async () => {})).rejects.toMatchObject({ fault: 'cannot-open', cause });
  });

  test('that failed is tried again by the next call', async () => {
    const factory = new IDBFactory();
    let attempts = 0;
    const step: Migration = () => {
      attempts += 1;
      if (attempts === 1) throw new Error('once');
    };
    const store = createStore(factory, { migrations: [...migrations, step] });
    await expect(store.clockMark()).rejects.toThrow(StoreFailed);
    expect(await store.clockMark()).toBe(0);
  });
});

test('a database of a later version is refused, and left as it is', async () => {
  const factory = new IDBFactory();
  await settled(factory.open(databaseName, newest + 1)).then((db) => db.close());
  const store = createStore(factory);
  for (const call of [
    () => store.read(async () => {}),
    () => store.write(async () => {}),
    () => store.clockMark(),
  ]) {
    await expect(call()).rejects.toMatchObject({ name: 'StoreFailed', fault: 'later-version' });
  }
  const db = await openRaw(factory);
  expect(db.version).toBe(newest + 1);
  db.close();
});

function withoutRows({ version, stores }: Dump): object {
  return { version, stores: stores.map(({ rows: _, ...store }) => store) };
}

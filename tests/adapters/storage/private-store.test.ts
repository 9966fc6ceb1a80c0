import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createPrivateStore, type MemoryArea } from '../../../src/adapters/storage/private-store';
import { createStore } from '../../../src/adapters/storage/store';
import { keyOf } from '../../../src/core/session';
import { StoreFailed, type Store } from '../../../src/services/ports';
import {
  sampleAccounts,
  sampleAddress,
  sampleAttempts,
  sampleClaims,
  sampleDevice,
  sampleNetwork,
  sampleOrigin,
  sampleRequest,
  sampleSession,
  sampleSiteLimits,
  sampleStart,
  sampleToken,
  sampleTransaction,
  sampleVault,
} from '../../fixtures/sample-records';
import { testStoreContract } from './store-contract';

function makeArea() {
  const items = new Map<string, string>();
  let isFull = false;
  const area: MemoryArea = {
    get: async (keys) =>
      Object.fromEntries(
        keys.flatMap((key) => {
          const text = items.get(key);
          return text === undefined ? [] : [[key, JSON.parse(text)]];
        }),
      ),
    set: async (values) => {
      if (isFull) throw new Error('QUOTA_BYTES quota exceeded');
      for (const [key, value] of Object.entries(values)) items.set(key, JSON.stringify(value));
    },
    remove: async (keys) => {
      for (const key of keys) items.delete(key);
    },
  };
  return {
    area,
    items,
    fill: (full: boolean) => {
      isFull = full;
    },
  };
}

describe('the store of private windows', () => {
  testStoreContract(() => createPrivateStore(createStore(new IDBFactory()), makeArea().area));
});

/** The wallet's store, that of private windows over it, and what an earlier life of the worker left in memory. */
async function makeStores() {
  const memory = makeArea();
  const wallet = createStore(new IDBFactory());
  await wallet.write(async (writes) => {
    await writes.putVault(sampleVault);
    await writes.putAccounts(sampleAccounts);
    await writes.putToken(sampleToken);
  });
  return { ...memory, wallet, store: createPrivateStore(wallet, memory.area) };
}

const place = { origin: sampleOrigin('https://canary.example'), topOrigin: null, cookieStore: null };
const key = keyOf({ ...place, isPrivate: true });
const session = { ...sampleSession(1), ...place, isPrivate: true, key };
const request = sampleRequest(1, { place: { ...place, isPrivate: true }, key });
const opened = {
  kind: 'session-opened',
  session: session.id,
  origin: place.origin,
  previousId: null,
} as const;

async function useAll(store: Store): Promise<void> {
  await store.write(async (writes) => {
    await writes.putClockMark(sampleStart);
    await writes.putSession(session);
    await writes.putRequest(request);
    await writes.putSiteLimits(place.origin, sampleSiteLimits);
    await writes.putTransaction({ ...sampleTransaction(1, {}), origin: place.origin });
    await writes.putAddedNetwork({ ...sampleNetwork, endpoints: ['https://canary.example/rpc'] });
    await writes.putToken({ ...sampleToken, address: sampleAddress(9), symbol: 'CNRY' });
    await writes.appendJournal(sampleStart, opened);
  });
}

describe('SEC-26: what is done in private windows', () => {
  test('is in no row of the wallet’s store', async () => {
    const { store, wallet } = await makeStores();
    await useAll(store);
    await wallet.read(async (reads) => {
      expect(await reads.session(key)).toBeNull();
      expect(await reads.countSessions()).toEqual({ live: 0, ended: 0 });
      expect(await reads.requests()).toEqual([]);
      expect(await reads.siteLimits(place.origin)).toBeNull();
      expect(await reads.pendingTransactions()).toEqual([]);
      expect(await reads.addedNetworks()).toEqual([]);
      expect(await reads.everyToken()).toEqual([sampleToken]);
      expect(await reads.clockMark()).toBe(0);
      expect((await reads.journal(10, null)).items).toEqual([]);
    });
    expect(await wallet.session(key)).toBeNull();
  });

  test('is there again after the worker slept, from memory alone', async () => {
    const { store, wallet, area } = await makeStores();
    await useAll(store);
    const next = createPrivateStore(wallet, area);
    expect(await next.session(key)).toEqual(session);
    expect(await next.clockMark()).toBe(sampleStart);
    await next.read(async (reads) => {
      expect(await reads.requests()).toEqual([request]);
      expect((await reads.journal(10, null)).items).toEqual([{ at: sampleStart, event: opened }]);
    });
  });

  test('is gone with the last private window, here and in memory', async () => {
    const { store, wallet, area, items } = await makeStores();
    await useAll(store);
    await store.clear();
    expect(items.size).toBe(0);
    expect(await store.session(key)).toBeNull();
    expect(await createPrivateStore(wallet, area).session(key)).toBeNull();
    expect(await store.read((reads) => reads.accounts())).toEqual(sampleAccounts);
  });

  test('uses the wallet that there is, and what becomes of it stays', async () => {
    const { store, wallet } = await makeStores();
    await store.write(async (writes) => {
      expect(await writes.vault()).toEqual(sampleVault);
      expect(await writes.tokens(sampleToken.chain)).toContainEqual(sampleToken);
      await writes.putUnlockAttempts(sampleAttempts);
      await writes.putToken({ ...sampleToken, isSuggested: false });
      await writes.putOwnDevice(sampleDevice);
      await writes.putClaims(sampleClaims);
      await writes.appendJournal(sampleStart, { kind: 'unlock-failed', attempts: 3 });
    });
    await wallet.read(async (reads) => {
      expect(await reads.ownDevice()).toEqual(sampleDevice);
      expect(await reads.everyClaims()).toEqual([sampleClaims]);
      expect(await reads.unlockAttempts()).toEqual(sampleAttempts);
      expect(await reads.everyToken()).toEqual([{ ...sampleToken, isSuggested: false }]);
      expect((await reads.journal(10, null)).items.map(({ event }) => event.kind)).toEqual(['unlock-failed']);
    });
  });
});

describe('SEC-25: the memory of private windows', () => {
  test('that takes no more gives no access: nothing is acknowledged, nothing is seen', async () => {
    const { store, fill } = await makeStores();
    fill(true);
    await expect(useAll(store)).rejects.toThrow(StoreFailed);
    fill(false);
    expect(await store.session(key)).toBeNull();
    await useAll(store);
    expect(await store.session(key)).toEqual(session);
  });

  test('that holds anything malformed counts as empty', async () => {
    const { store, wallet, area, items } = await makeStores();
    await useAll(store);
    const text = items.get('private:sessions') ?? '';
    items.set('private:sessions', text.replaceAll('"isPrivate":true', '"isPrivate":false'));
    const next = createPrivateStore(wallet, area);
    expect(await next.session(key)).toBeNull();
    expect(await next.read((reads) => reads.requests())).toEqual([]);
  });

  test('keeps the newest entries of the journal', async () => {
    const { store } = await makeStores();
    await store.write(async (writes) => {
      for (let at = 1; at <= 502; at += 1) await writes.appendJournal(at, opened);
    });
    await store.read(async (reads) => {
      const { items } = await reads.journal(1_000, null);
      expect([items.length, items[0]?.at, items.at(-1)?.at]).toEqual([500, 502, 3]);
    });
  });
});

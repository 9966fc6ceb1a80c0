import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createPrivateStore, type MemoryArea } from '../../../src/adapters/storage/private-store';
import { createStore } from '../../../src/adapters/storage/store';
import { StoreFailed } from '../../../src/services/ports';
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

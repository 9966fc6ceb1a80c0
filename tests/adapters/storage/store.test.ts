import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe } from 'vitest';
import { createStore } from '../../../src/adapters/storage/store';
import { testStoreContract } from './store-contract';

describe('the store over IndexedDB', () => {
  testStoreContract(() => createStore(new IDBFactory()));
});

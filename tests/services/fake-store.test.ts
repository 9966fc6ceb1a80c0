import { describe } from 'vitest';
import { testStoreContract } from '../adapters/storage/store-contract';
import { createFakeStore } from './fake-store';

describe('the fake store', () => {
  testStoreContract(createFakeStore);
});

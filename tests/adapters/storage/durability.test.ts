import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { createStore } from '../../../src/adapters/storage/store';
import { sampleSession } from '../../fixtures/sample-records';
import { changeRaw } from './raw-database';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What happens to transactions, in order. */
function watchTransactions(): string[] {
  const log: string[] = [];
  const original: unknown = Reflect.get(IDBDatabase.prototype, 'transaction');
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function watched(
    this: IDBDatabase,
    ...args: Parameters<IDBDatabase['transaction']>
  ) {
    const [, mode, options] = args;
    log.push(`${mode} ${options?.durability}`);
    const tx = (original as IDBDatabase['transaction']).apply(this, args);
    tx.addEventListener('complete', () => log.push('committed'));
    return tx;
  });
  return log;
}

test('a write is acknowledged after its transaction committed with strict durability (SEC-22)', async () => {
  const store = createStore(new IDBFactory());
  await store.clockMark();
  const log = watchTransactions();
  await store.write(async (writes) => {
    await writes.putSession(sampleSession(1));
    log.push('put');
  });
  log.push('acknowledged');
  expect(log).toEqual(['readwrite strict', 'put', 'committed', 'acknowledged']);
});

test('so is the move of a damaged record to quarantine (SEC-22, SEC-23)', async () => {
  const factory = new IDBFactory();
  await createStore(factory).clockMark();
  const { key, id } = sampleSession(1);
  await changeRaw(factory, (tx) => tx.objectStore('sessions').put({ session: { key, id } }));
  const log = watchTransactions();
  await new Promise<void>((resolve, reject) => {
    createStore(factory, { onQuarantined: resolve }).session(key).catch(reject);
  });
  expect(log.filter((line) => line.startsWith('readwrite'))).toEqual(['readwrite strict']);
  expect(log.at(-1)).toBe('committed');
});

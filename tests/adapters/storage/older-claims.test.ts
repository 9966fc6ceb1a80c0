import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createStore } from '../../../src/adapters/storage/store';
import { sampleOwnClaims } from '../../fixtures/sample-records';
import { changeRaw, rawRows } from './raw-database';

test.each([true, false])('a claim of an earlier row was written where it is (%s)', async (isWritten) => {
  const factory = new IDBFactory();
  const store = createStore(factory);
  await store.read((reads) => reads.everyClaims());
  const { record } = sampleOwnClaims;
  const { wasWritten: _, ...own } = { ...record.own, isWritten };
  await changeRaw(factory, (tx) =>
    tx.objectStore('claims').put({ claims: { ...sampleOwnClaims, record: { ...record, own } } }),
  );
  expect((await store.read((reads) => reads.claims(sampleOwnClaims.account)))?.record.own).toEqual({
    ...own,
    wasWritten: isWritten,
  });
  expect(await rawRows(factory, 'quarantine')).toEqual([]);
});

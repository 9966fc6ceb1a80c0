import { describe, expect, test } from 'vitest';
import { createKeyHolder } from '../../../src/adapters/storage/key-holder';
import { makeArea } from './session-area';

const key = { dataKey: 'a1'.repeat(32), lockAt: 1_000 };

describe('the holder of the unlocked key (SEC-16)', () => {
  test('is empty at first', async () => {
    expect(await createKeyHolder(makeArea()).get()).toBeNull();
  });

  test('keeps the key over the death of the worker, and until when it may be used', async () => {
    const area = makeArea();
    await createKeyHolder(area).set(key);
    expect(await createKeyHolder(area).get()).toEqual(key);
  });

  test('moves the moment of the lock', async () => {
    const holder = createKeyHolder(makeArea());
    await holder.set(key);
    await holder.keepUntil(2_000);
    expect(await holder.get()).toEqual({ ...key, lockAt: 2_000 });
  });

  test('keeps nothing of the key once it is cleared, and moving the moment does not bring it back', async () => {
    const area = makeArea();
    const holder = createKeyHolder(area);
    await holder.set(key);
    await holder.clear();
    await holder.keepUntil(2_000);
    expect(await holder.get()).toBeNull();
    expect(JSON.stringify(area.items)).not.toContain(key.dataKey);
  });

  test.each([
    ['a key of another length', { dataKey: 'a1', lockAt: 1_000 }],
    ['a key that is no text', { dataKey: 7, lockAt: 1_000 }],
    ['no moment', { dataKey: key.dataKey, lockAt: undefined }],
    ['a moment that never comes', { dataKey: key.dataKey, lockAt: Infinity }],
  ])('counts as locked when it holds %s', async (_, stored) => {
    const area = makeArea();
    await createKeyHolder(area).set(key);
    const [keyItem, lockItem] = Object.keys(area.items) as [string, string];
    Object.assign(area.items, { [keyItem]: stored.dataKey, [lockItem]: stored.lockAt });
    expect(await createKeyHolder(area).get()).toBeNull();
  });
});

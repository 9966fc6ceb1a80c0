import { describe, expect, test } from 'vitest';
import { createCalls } from '../../../src/adapters/storage/calls';
import { makeArea } from './session-area';

describe('the requests that the person was called to', () => {
  test('are known over the death of the worker', async () => {
    const area = makeArea();
    expect(await createCalls(area).has('a')).toBe(false);
    await createCalls(area).note('a');
    expect(await createCalls(area).has('a')).toBe(true);
    expect(await createCalls(area).has('b')).toBe(false);
  });

  test('are all kept where several are noted at once', async () => {
    const calls = createCalls(makeArea());
    await Promise.all(['a', 'b', 'c'].map((id) => calls.note(id)));
    expect(await Promise.all(['a', 'b', 'c'].map((id) => calls.has(id)))).toEqual([true, true, true]);
  });

  test('are the latest hundred', async () => {
    const calls = createCalls(makeArea());
    for (let id = 0; id <= 100; id += 1) await calls.note(`${id}`);
    expect(await calls.has('0')).toBe(false);
    expect(await calls.has('1')).toBe(true);
    expect(await calls.has('100')).toBe(true);
  });

  test.each([
    ['something else', { calls: 'a' }],
    ['numbers', { calls: [1] }],
  ])('are none where %s stands there', async (_, items) => {
    expect(await createCalls(makeArea(items)).has('a')).toBe(false);
  });

  test('count as not called where the browser fails, and hold nothing up', async () => {
    const broken = { ...makeArea(), get: () => Promise.reject(new Error('broken')) };
    const calls = createCalls(broken);
    await calls.note('a');
    expect(await calls.has('a')).toBe(false);
  });
});

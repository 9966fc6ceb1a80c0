import { describe, expect, test } from 'vitest';
import { createCoordinations } from '../../../src/adapters/storage/coordinations';
import { sampleAddress } from '../../fixtures/sample-records';
import { makeArea } from './session-area';

const [first, second] = [sampleAddress(1), sampleAddress(2)];
const coordination = (digit: string) => ({ secret: digit.repeat(64), generationKey: 'f'.repeat(64) });

describe('what opens the claims of accounts', () => {
  test('is there for each account, over a new life of the worker', async () => {
    const area = makeArea();
    const coordinations = createCoordinations(area);
    expect(await coordinations.get(first)).toBeNull();
    await Promise.all([
      coordinations.put(first, coordination('1')),
      coordinations.put(second, coordination('2')),
    ]);
    const next = createCoordinations(area);
    expect(await next.get(first)).toEqual(coordination('1'));
    expect(await next.get(second)).toEqual(coordination('2'));
  });

  test('is not there where it cannot be read', async () => {
    const coordinations = createCoordinations(
      makeArea({ coordinations: { [first]: { secret: 'x' } }, isPhraseTyped: 'yes' }),
    );
    expect(await coordinations.get(first)).toBeNull();
    expect(await coordinations.isPhraseTyped()).toBe(false);
  });

  test('is forgotten with the wallet, and so is that its phrase was typed (SEC-27)', async () => {
    const area = makeArea();
    const coordinations = createCoordinations(area);
    await coordinations.put(first, coordination('1'));
    await coordinations.notePhrase();
    expect(await coordinations.isPhraseTyped()).toBe(true);
    await coordinations.clear();
    expect(await coordinations.get(first)).toBeNull();
    expect(await coordinations.isPhraseTyped()).toBe(false);
    expect(area.items).toEqual({});
  });
});

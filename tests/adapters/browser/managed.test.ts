import { describe, expect, it } from 'vitest';
import { readManagedRelays } from '../../../src/adapters/browser/managed';

const areaWith = (relays: unknown) => ({ get: async () => ({ relays }) });

describe('what an administrator has set', () => {
  it('is a list of relays, each once', async () => {
    const area = areaWith(['wss://Relay.example', 'wss://relay.example/', 'wss://other.example/']);
    expect(await readManagedRelays(area)).toEqual(['wss://relay.example/', 'wss://other.example/']);
  });

  it.each([
    [undefined],
    [null],
    ['wss://relay.example/'],
    [[]],
    [[7]],
    [['wss://relay.example/', 'http://relay.example/']],
    [Array.from({ length: 9 }, (_, index) => `wss://relay${index}.example/`)],
  ])('is nothing where it is %j', async (relays) => {
    expect(await readManagedRelays(areaWith(relays))).toBeNull();
  });

  it('is nothing where the browser manages nothing', async () => {
    const area = { get: () => Promise.reject(new Error('Managed storage manifest not found')) };
    expect(await readManagedRelays(area)).toBeNull();
  });
});

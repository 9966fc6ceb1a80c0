import { describe, expect, it } from 'vitest';
import { mostRelays, parseRelay } from '../../src/core/relay-address';
import { quorumOf } from '../../src/core/quorum';

describe('a quorum of relays (SEC-30)', () => {
  it.each([
    // relays, size, hostile, down
    [0, 0, 0, 0],
    [1, 1, 0, 0],
    [2, 2, 0, 0],
    [3, 2, 0, 1],
    [4, 3, 1, 1],
    [5, 4, 2, 1],
    [6, 5, 2, 1],
    [7, 5, 2, 2],
    [8, 6, 2, 2],
  ])('of %i is %i, with %i hostile and %i down', (relays, size, hostile, down) => {
    expect(quorumOf(relays)).toEqual({ size, hostile });
    expect(relays - size).toBe(down);
  });

  it('shares an honest relay with every other quorum, whatever the number of relays', () => {
    for (let relays = 1; relays <= 4 * mostRelays; relays += 1) {
      const { size, hostile } = quorumOf(relays);
      expect(2 * size - relays).toBeGreaterThanOrEqual(hostile + 1);
      expect(size).toBeLessThanOrEqual(relays);
    }
  });
});

describe('the address of a relay', () => {
  it.each([
    ['wss://relay.example', 'wss://relay.example/'],
    ['wss://Relay.Example:443/a?b=c', 'wss://relay.example/a?b=c'],
    ['ws://localhost:7447', 'ws://localhost:7447/'],
    ['ws://127.0.0.1:7447/', 'ws://127.0.0.1:7447/'],
    ['ws://[::1]:7447', 'ws://[::1]:7447/'],
  ])('%s is kept as %s', (text, kept) => {
    expect(parseRelay(text)).toBe(kept);
  });

  it.each([
    ['plain ws beyond this machine', 'ws://relay.example'],
    ['a name that only begins like loopback', 'ws://127.0.0.1.example'],
    ['https', 'https://relay.example'],
    ['a user', 'wss://me@relay.example'],
    ['a fragment', 'wss://relay.example/#a'],
    ['no address', 'relay.example'],
    ['nothing', ''],
  ])('that is %s is refused', (_, text) => {
    expect(parseRelay(text)).toBeNull();
  });
});

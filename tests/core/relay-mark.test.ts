import { describe, expect, it } from 'vitest';
import { parseRelay, type RelayAddress } from '../../src/core/relay-address';
import { markOfRelays } from '../../src/core/relay-mark';

function relays(...names: readonly string[]): readonly RelayAddress[] {
  return names.flatMap((name) => parseRelay(`wss://${name}.example/`) ?? []);
}

describe('the mark of a list of relays', () => {
  it('is the same for the same relays in another order', () => {
    expect(markOfRelays(relays('one', 'two'))).toBe(markOfRelays(relays('two', 'one')));
  });

  it.each([
    [relays('one'), relays('two')],
    [relays('one'), relays('one', 'two')],
    [relays(), relays('one')],
  ])('is another for other relays', (some, others) => {
    expect(markOfRelays(some)).not.toBe(markOfRelays(others));
  });

  it('is 8 hex digits', () => {
    for (const count of [0, 1, 8]) {
      const names = Array.from({ length: count }, (_, index) => `relay${index}`);
      expect(markOfRelays(relays(...names))).toMatch(/^[0-9a-f]{8}$/);
    }
  });
});

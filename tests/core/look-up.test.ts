import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeLookUp, missLookUp, nextLookUp, type ChainWord, type LookUp } from '../../src/core/look-up';
import type { TransactionStatus } from '../../src/core/transaction';
import { day, hour, minute, second } from '../../src/core/units';

const signedAt = 1_000_000;
const hash = '0x99';
const transaction = (status: TransactionStatus) => ({ hash, nonce: '0x7', signedAt, status }) as const;
const seen = (over: Partial<LookUp> = {}): LookUp => ({
  hash,
  at: signedAt,
  missingSince: null,
  passedAt: null,
  ...over,
});

describe('the time until the next look', () => {
  it.each([
    ['at once at first', null, 0],
    ['5 s after the first', seen(), 5 * second],
    ['a quarter of its age', seen({ at: signedAt + 2 * minute }), 2.5 * minute],
    ['10 min at most', seen({ at: signedAt + 5 * hour }), 5 * hour + 10 * minute],
    [
      'a minute at most while its nonce has passed',
      seen({ at: signedAt + 5 * hour, passedAt: signedAt + 5 * hour }),
      5 * hour + minute,
    ],
  ])('is %s', (_, last, after) => {
    expect(nextLookUp({ signedAt }, last)).toBe(signedAt + after);
  });

  it('grows with the age, and makes fewer than 250 looks in a day', () => {
    let last = seen();
    let looks = 0;
    let wait = 0;
    while (last.at < signedAt + day) {
      const at = nextLookUp({ signedAt }, last);
      expect(at - last.at).toBeGreaterThanOrEqual(wait);
      wait = at - last.at;
      last = seen({ at });
      looks += 1;
    }
    expect(looks).toBeLessThan(250);
  });
});

const unknown = (nonce: bigint | null): ChainWord => ({ found: 'unknown', nonce });

describe('a look', () => {
  const later = signedAt + 10 * minute;
  it.each<[string, TransactionStatus, LookUp | null, ChainWord, number, TransactionStatus]>([
    ['finds it waiting', 'signed', null, { found: 'pending', nonce: null }, later, 'pending'],
    ['finds it mined', 'pending', null, { found: 'confirmed', nonce: null }, later, 'confirmed'],
    ['finds it failed', 'pending', null, { found: 'failed', nonce: null }, later, 'failed'],
    ['finds nothing, soon', 'signed', null, unknown(7n), later, 'signed'],
    ['finds nothing for 24 h less a moment', 'signed', seen(), unknown(7n), signedAt + day - 1, 'signed'],
    ['finds nothing for 24 h', 'signed', seen(), unknown(7n), signedAt + day, 'unsent'],
    ['loses it, a day after it was signed', 'pending', seen(), unknown(7n), signedAt + day, 'pending'],
    ['has lost it for 24 h', 'pending', seen({ missingSince: later }), unknown(7n), later + day, 'dropped'],
    ['sees its nonce pass for the first time', 'signed', seen(), unknown(8n), later, 'signed'],
    [
      'sees its nonce passed for less than a minute',
      'signed',
      seen({ passedAt: later - minute + 1 }),
      unknown(8n),
      later,
      'signed',
    ],
    [
      'sees its nonce passed for a minute',
      'pending',
      seen({ passedAt: later - minute }),
      unknown(8n),
      later,
      'replaced',
    ],
    [
      'is not told the nonce once more',
      'signed',
      seen({ passedAt: later - minute }),
      unknown(null),
      later,
      'replaced',
    ],
    [
      'sees that its nonce has not passed after all (a reorganisation)',
      'signed',
      seen({ passedAt: later - hour }),
      unknown(7n),
      later,
      'signed',
    ],
    [
      'finds it although its nonce has passed: it was this one',
      'signed',
      seen({ passedAt: later - hour }),
      { found: 'confirmed', nonce: null },
      later,
      'confirmed',
    ],
  ])('that %s', (_, status, last, word, now, expected) => {
    expect(judgeLookUp(transaction(status), last, word, now).status).toBe(expected);
  });

  it('that nobody answered changes nothing but its time', () => {
    const last = seen({ missingSince: 5, passedAt: 6 });
    expect(missLookUp(transaction('signed'), last, later)).toEqual({ ...last, at: later });
    expect(missLookUp(transaction('signed'), null, later)).toEqual(seen({ at: later }));
  });

  it('never gives up what the chain knows, nor before a day or a passed nonce', () => {
    const word = fc.record({
      found: fc.constantFrom('unknown', 'pending', 'confirmed', 'failed'),
      nonce: fc.option(fc.bigInt({ min: 0n, max: 9n })),
    });
    const step = fc.record({ word, pause: fc.integer({ min: 0, max: 12 * hour }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let status: TransactionStatus = 'signed';
        let last: LookUp | null = null;
        let now = signedAt;
        let lastTrace = signedAt;
        let hasPassed = false;
        for (const { word: said, pause } of steps) {
          if (status !== 'signed' && status !== 'pending') return;
          now += pause;
          const before: TransactionStatus = status;
          hasPassed ||= said.nonce !== null && said.nonce > 7n;
          ({ status, lookUp: last } = judgeLookUp(transaction(status), last, said, now));
          if (said.found !== 'unknown') {
            lastTrace = now;
            expect(status).toBe(said.found);
          } else if (status === 'replaced') expect(hasPassed).toBe(true);
          else if (status !== before) expect(now - lastTrace).toBeGreaterThanOrEqual(day);
        }
      }),
    );
  });
});

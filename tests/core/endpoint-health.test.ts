import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginTrial,
  isAway,
  longestBar,
  noteAnswer,
  noteFailure,
  orderEndpoints,
  stateOf,
  untriedEndpoint,
  usualBackOff,
  type EndpointHealth,
} from '../../src/core/endpoint-health';

const backOff = { first: 1_000, longest: 120_000 };
const failure = { trouble: 'timed-out', askedAt: 0, at: 0, retryAfter: null } as const;

function failed(times: number, chance = 1, retryAfter: number | null = null): EndpointHealth {
  let health = untriedEndpoint;
  for (let count = 0; count < times; count += 1) {
    health = noteFailure(health, { ...failure, retryAfter }, backOff, chance);
  }
  return health;
}

describe('the wait after failures in a row', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [7, 32_000, 64_000],
    [8, 60_000, 120_000],
    [9, 60_000, 120_000],
    [2_000, 60_000, 120_000],
  ])('after %i is between %i and %i ms', (times, least, most) => {
    expect([failed(times, 0).retryAt, failed(times, 1).retryAt]).toEqual([least, most]);
  });

  it('is at least half and at most all of the doubled time, whatever the chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (times, chance) => {
          const full = Math.min(1_000 * 2 ** (times - 1), 120_000);
          const { retryAt } = failed(times, chance);
          expect(retryAt).toBeGreaterThanOrEqual(full / 2);
          expect(retryAt).toBeLessThanOrEqual(full);
        },
      ),
    );
  });

  it('is what the endpoint asked for where that is longer, but never more than ten minutes', () => {
    expect(failed(1, 1, 30_000)).toMatchObject({ retryAt: 30_000, barredUntil: 30_000 });
    expect(failed(1, 1, 10)).toMatchObject({ retryAt: 1_000, barredUntil: 10 });
    expect(failed(1, 1, 86_400_000).barredUntil).toBe(longestBar);
  });

  it('counts questions that were under way together as one failure', () => {
    const one = noteFailure(untriedEndpoint, { ...failure, askedAt: 0, at: 10 }, backOff, 1);
    expect(noteFailure(one, { ...failure, askedAt: 5, at: 12 }, backOff, 1)).toBe(one);
    expect(noteFailure(one, { ...failure, askedAt: 10, at: 12 }, backOff, 1).failures).toBe(2);
    expect(
      noteFailure(one, { ...failure, askedAt: 5, at: 12, retryAfter: 60_000 }, backOff, 1),
    ).toMatchObject({
      barredUntil: 60_012,
    });
  });

  it('starts anew after an answer', () => {
    expect(noteFailure(noteAnswer(5, 20), failure, backOff, 1)).toMatchObject({
      failures: 1,
      retryAt: 1_000,
    });
  });

  it('is usually from half a second up to two minutes', () => {
    expect(usualBackOff).toEqual({ first: 1_000, longest: 120_000 });
  });
});

describe('the order in which endpoints are asked', () => {
  const health: Record<string, EndpointHealth> = {
    well: noteAnswer(0, 10),
    untried: untriedEndpoint,
    soon: { ...failed(1), retryAt: 2_000 },
    later: { ...failed(1), retryAt: 3_000 },
    due: { ...failed(1), retryAt: 900 },
    barred: { ...failed(1), retryAt: 5_000, barredUntil: 5_000 },
  };
  const order = (...names: string[]) =>
    orderEndpoints(names, (name) => health[name] ?? untriedEndpoint, 1_000);

  it.each([
    [
      ['well', 'untried'],
      ['well', 'untried'],
    ],
    [
      ['untried', 'well'],
      ['untried', 'well'],
    ],
    [
      ['later', 'soon', 'well'],
      ['well', 'soon', 'later'],
    ],
    [
      ['due', 'well'],
      ['due', 'well'],
    ],
    [
      ['later', 'soon'],
      ['soon', 'later'],
    ],
    [['barred', 'later'], ['later']],
    [['barred'], []],
  ])('of %j is %j', (names, expected) => {
    expect(order(...names)).toEqual(expected);
  });

  it('asks everybody who is not barred, each once', () => {
    const moment = fc.integer({ min: 0, max: 2_000 });
    fc.assert(
      fc.property(fc.array(fc.record({ retryAt: moment, barredUntil: moment })), (some) => {
        const names = some.map((_, index) => String(index));
        const healthOf = (name: string) => ({ ...failed(1), ...some[Number(name)] });
        const ordered = orderEndpoints(names, healthOf, 1_000);
        const allowed = names.filter((name) => healthOf(name).barredUntil <= 1_000);
        expect(ordered.toSorted()).toEqual(allowed.toSorted());
      }),
    );
  });
});

describe('a trial', () => {
  it.each([
    ['takes an endpoint that is due out of everybody else’s way', { ...failed(1), retryAt: 900 }, 1_500],
    ['leaves one that is not due', { ...failed(1), retryAt: 1_200 }, 1_200],
    ['leaves one that is well', noteAnswer(0, 10), 0],
  ])('%s', (_, health, retryAt) => {
    expect(beginTrial(health, 1_000, 500).retryAt).toBe(retryAt);
  });
});

describe('a network', () => {
  const state = (health: EndpointHealth) => stateOf('https://a.example', health, 0);
  it.each([
    ['is away where everybody failed', [failed(1), failed(2)], true],
    ['is not away where one answers', [failed(3), noteAnswer(0, 1)], false],
    ['is not away where one was never asked', [failed(3), untriedEndpoint], false],
    ['is not away where it was never asked', [untriedEndpoint], false],
    ['is not away where it has no endpoint: nothing was tried', [], false],
  ] as const)('%s', (_, healths, away) => {
    expect(isAway(healths.map(state))).toBe(away);
  });
});

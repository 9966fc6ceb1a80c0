import { describe, expect, it } from 'vitest';
import { emptyMemory, noteClaims } from '../../src/core/claim';
import { noteRead } from '../../src/core/claim-record';
import { decideClaim } from '../../src/core/decide-claim';
import { compareEpochs } from '../../src/core/epoch';
import { planClaim } from '../../src/core/plan-claim';
import { hour } from '../../src/core/units';
import { liveHistory } from './claim-simulation/history';
import { productRules, type Breach, type Rules } from './claim-simulation/rules';

/** As many histories as are asked for (a soak takes a million), from a first seed on; a seed is a history for ever. */
const histories = Number(process.env.SEKISHO_HISTORIES ?? 2_000);
const firstSeed = Number(process.env.SEKISHO_SEED ?? 1);
const longTimeout = { timeout: 60_000 + histories * 100 };

describe('one active device, in simulated histories', () => {
  it('never breaks what is promised (SEC-27, SEC-29, SEC-30, SEC-32)', longTimeout, () => {
    const found: string[] = [];
    const sum = { signatures: 0, claims: 0, reads: 0 };
    let longestOverlap = 0;
    for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
      const history = liveHistory(seed);
      for (const breach of history.found) found.push(`${breach} in history ${seed}`);
      sum.signatures += history.counts.signatures;
      sum.claims += history.counts.claims;
      sum.reads += history.counts.reads;
      longestOverlap = Math.max(longestOverlap, history.counts.longestOverlap);
    }
    expect(found).toEqual([]);
    // They are histories in which something happens: the bound is come close to, and never reached.
    if (histories < 1_000) return;
    expect(sum.signatures).toBeGreaterThan(5 * histories);
    expect(sum.claims).toBeGreaterThan(3 * histories);
    expect(longestOverlap).toBeGreaterThan(20 * hour);
    expect(longestOverlap).toBeLessThan(24 * hour);
  });

  it('is the same history for the same seed', () => {
    expect(liveHistory(7)).toEqual(liveHistory(7));
    expect(liveHistory(7)).not.toEqual(liveHistory(8));
  });
});

/** Where to begin to look for a breach that takes some chance. */
const firstSeeds: Readonly<Partial<Record<string, number>>> = {
  'asks a mere majority of the relays': 1_000,
  'goes on from its last read after the clock was set back': 1_150,
  'counts a read during which the clock was set back': 75_870,
};

/** Each is a rule that somebody might find good enough. The simulation tells it from the product's. */
const broken: readonly (readonly [string, Breach, Partial<Rules>])[] = [
  [
    'believes what the relays say now, and keeps no mark',
    'signed-after-higher',
    {
      noteRead: (record, outcome, now) => {
        const own = record.memory.claims.filter(({ id }) => id === record.own.claimId);
        return {
          ...noteRead(record, outcome, now),
          memory: noteClaims(emptyMemory, [...own, ...outcome.claims], now),
        };
      },
    },
  ],
  [
    'believes a higher claim only with a quorum',
    'signed-after-higher',
    {
      noteRead: (record, outcome, now) =>
        noteRead(record, outcome.isQuorum ? outcome : { ...outcome, claims: [] }, now),
    },
  ],
  [
    'believes the claim that came last',
    'replay-changed',
    {
      noteRead: (record, outcome, now) => {
        const read = noteRead(record, outcome, now);
        const mark = outcome.claims.at(-1)?.epoch ?? read.memory.mark;
        return { ...read, memory: { ...read.memory, mark } };
      },
    },
  ],
  [
    'drops claims that come from the future of its clock',
    'signed-after-higher',
    {
      noteRead: (record, outcome, now) =>
        noteRead(record, { ...outcome, claims: outcome.claims.filter(({ at }) => at <= now + hour) }, now),
    },
  ],
  [
    'believes the claim with the latest time stamp',
    'locked-out',
    {
      noteRead: (record, outcome, now) => {
        const read = noteRead(record, outcome, now);
        const [latest] = read.memory.claims.toSorted((one, other) => other.at - one.at);
        return { ...read, memory: { ...read.memory, mark: latest?.epoch ?? read.memory.mark } };
      },
    },
  ],
  [
    'asks a mere majority of the relays',
    'overlap',
    { quorumOf: (relays) => ({ size: Math.floor(relays / 2) + 1, hostile: 0 }) },
  ],
  ['counts a single answer', 'overlap', { quorumOf: () => ({ size: 1, hostile: 0 }) }],
  [
    'goes on for ever without a quorum',
    'overlap',
    { decideClaim: (view) => decideClaim({ ...view, readAt: view.readAt === null ? null : view.now }) },
  ],
  ['goes on from its last read after the clock was set back', 'overlap', { forgetRead: (record) => record }],
  [
    'counts a read during which the clock was set back',
    'overlap',
    { noteRead: (record, outcome, now) => noteRead(record, outcome, Math.max(now, outcome.begunAt)) },
  ],
  [
    'lets the first of two equal claims win',
    'disagreement',
    {
      noteRead: (record, outcome, now) => {
        const { mark } = record.memory;
        const claims = outcome.claims.filter(
          ({ epoch, device }) => device.key === record.own.key || compareEpochs(epoch, mark) !== 0,
        );
        return noteRead(record, { ...outcome, claims }, now);
      },
    },
  ],
  [
    'raises no generation',
    'locked-out',
    { planClaim: (view, word) => planClaim(view, word === 'phrase' ? 'word' : word) },
  ],
  [
    'takes a counter far above what it knows for a lie',
    'signed-after-higher',
    {
      noteRead: (record, outcome, now) => {
        const limit = (record.memory.mark?.counter ?? 0) + 1_000;
        const claims = outcome.claims.filter(({ epoch }) => epoch.counter <= limit);
        return noteRead(record, { ...outcome, claims }, now);
      },
    },
  ],
];

describe('a device that', () => {
  it.each(broken)('%s is found out: %s', { timeout: 120_000 }, (name, breach, over) => {
    const rules = { ...productRules, ...over };
    const first = firstSeeds[name] ?? 1;
    const seeds = Array.from({ length: 3_000 }, (_, index) => first + index);
    expect(seeds.find((seed) => liveHistory(seed, rules).found.has(breach))).toBeDefined();
  });
});

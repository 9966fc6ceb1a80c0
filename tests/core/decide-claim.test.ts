import { describe, expect, it } from 'vitest';
import { emptyMemory } from '../../src/core/claim';
import {
  decideClaim,
  freshFor,
  longestGrace,
  type ClaimState,
  type ClaimView,
} from '../../src/core/decide-claim';
import { highestNumber } from '../../src/core/epoch';
import { planClaim, type ClaimPlan, type PlanView, type Word } from '../../src/core/plan-claim';
import { day, hour, minute, second } from '../../src/core/units';
import { claim, epoch, memoryOf, own, view } from './claim-fixture';
import { start } from './session-fixture';

const now = start + minute;
const later = start + 2 * day;
/** Its claim was with other relays, and is not with these. */
const moved = own({ isWritten: false, wasWritten: true });

describe('what a device is for an account', () => {
  const table: readonly (readonly [string, Partial<ClaimView>, ClaimState['state']])[] = [
    ['holds it and read just now', {}, 'active'],
    ['read 60 seconds ago, less a moment', { readAt: now - 60 * second + 1 }, 'active'],
    ['read 60 seconds ago', { readAt: now - freshFor }, 'stale'],
    ['never read', { readAt: null }, 'stale'],
    ['never read and could not', { readAt: null, isReadTried: true }, 'away'],
    ['read in the future of a clock that was set back', { readAt: now + second }, 'stale'],
    ['has not written its claim yet', { own: own({ isWritten: false }) }, 'unclaimed'],
    ['has not written its claim to the relays that are new', { own: moved }, 'unclaimed'],
    ['has no relay any more that it could write to', { own: moved, relays: 0, readAt: null }, 'active'],
    [
      'never wrote its claim, and has no relay any more',
      { own: own({ isWritten: false }), relays: 0 },
      'unclaimed',
    ],
    ['sees a higher claim', { memory: memoryOf(claim('a', 5), claim('b', 6)) }, 'taken-over'],
    ['sees an equal claim', { memory: memoryOf(claim('a', 5), claim('b', 5)) }, 'contested'],
    ['sees no claim', { memory: emptyMemory }, 'unclaimed'],
    ['remembers a mark that nobody holds', { memory: { mark: epoch(9), claims: [] } }, 'unclaimed'],
    ['lost its own memory of its claim', { own: own({ claimId: null }) }, 'taken-over'],
    ['has no relay and never had', { memory: emptyMemory, relays: 0, readAt: null }, 'active'],
    ['has no relay any more', { relays: 0, readAt: null }, 'active'],
    [
      'was taken over before its relays were removed',
      { memory: memoryOf(claim('a', 5), claim('b', 6)), relays: 0, readAt: null },
      'taken-over',
    ],
  ];

  it.each(table)('that %s is as the table says (SEC-29, SEC-30, SEC-32)', (_, over, state) => {
    expect(decideClaim(view(over)).state).toBe(state);
  });

  it.each([
    ['10 minutes, at the last moment', 10 * minute, 10 * minute - 1, 'active'],
    ['10 minutes, at their end', 10 * minute, 10 * minute, 'away'],
    ['none', 0, minute, 'away'],
    ['a day, at the last moment', day, day - 1, 'active'],
    ['two days, which counts as one', 2 * longestGrace, day, 'away'],
    ['no number', Number.NaN, minute, 'away'],
    ['less than none', -hour, minute, 'away'],
  ] as const)('goes on signing without a quorum for a grace of %s (SEC-30)', (_, grace, age, state) => {
    const decided = decideClaim(view({ grace, readAt: later - age, now: later, isReadTried: true }));
    expect(decided).toMatchObject(
      state === 'active' ? { state, awaySince: later - age } : { state, since: later - age },
    );
  });

  it('says who took over and when, and believes no clock that is ahead of its own', () => {
    const taken = (at: number) => decideClaim(view({ memory: memoryOf(claim('b', 6, { at })) }));
    expect(taken(start - hour)).toMatchObject({ device: { name: 'Device b' }, at: start - hour });
    expect(taken(start + 300 * day)).toMatchObject({ at: start });
  });

  it('is not moved by what a claim says of its time (SEC-27)', () => {
    const memory = memoryOf(claim('a', 5), claim('b', 4, { at: start + 9 * day, saidAt: start + 9 * day }));
    expect(decideClaim(view({ memory })).state).toBe('active');
  });
});

describe('how a device becomes the active one', () => {
  const plan = (over: Partial<PlanView>, word: Word = 'none'): ClaimPlan =>
    planClaim({ ...view(over), seenBefore: over.seenBefore ?? over.memory?.mark ?? null }, word);
  const taken = memoryOf(claim('a', 5), claim('b', 6));
  const inflated = memoryOf(claim('a', 5), claim('b', highestNumber));
  const unwritten = own({ isWritten: false });

  const table: readonly (readonly [string, Partial<PlanView>, Word, ClaimPlan['plan']])[] = [
    ['holds it', {}, 'none', 'keep'],
    ['read too long ago', { readAt: now - minute }, 'none', 'read'],
    ['cannot read, within the grace', { readAt: now - minute, isReadTried: true }, 'none', 'keep'],
    ['cannot read, past the grace', { readAt: null, isReadTried: true }, 'none', 'wait'],
    ['is the first', { memory: emptyMemory, own: own({ claimId: null }) }, 'none', 'claim'],
    ['is the first, and has not read', { memory: emptyMemory, readAt: null }, 'none', 'read'],
    [
      'is the first, and cannot read',
      { memory: emptyMemory, readAt: null, isReadTried: true },
      'none',
      'wait',
    ],
    ['was taken over', { memory: taken }, 'none', 'ask-word'],
    ['was taken over, with the word', { memory: taken }, 'word', 'claim'],
    [
      'was taken over, with the word, but cannot read',
      { memory: taken, readAt: null, isReadTried: true },
      'word',
      'wait',
    ],
    ['is contested', { memory: memoryOf(claim('a', 5), claim('b', 5)) }, 'none', 'ask-word'],
    ['is contested, with the word', { memory: memoryOf(claim('a', 5), claim('b', 5)) }, 'word', 'claim'],
    ['sees a mark that nobody holds', { memory: { mark: epoch(9), claims: [] } }, 'none', 'claim'],
    [
      'sees a mark that nobody holds for the first time',
      { memory: { mark: epoch(9), claims: [] }, seenBefore: epoch(8) },
      'none',
      'ask-word',
    ],
    ['made a claim that no quorum has', { own: unwritten }, 'none', 'write'],
    [
      'made a claim over another device that no quorum has',
      { own: unwritten, memory: memoryOf(claim('a', 5), claim('b', 4)) },
      'none',
      'ask-word',
    ],
    [
      'made a claim over another device that no quorum has, with the word',
      { own: unwritten, memory: memoryOf(claim('a', 5), claim('b', 4)) },
      'word',
      'write',
    ],
    [
      'made a claim over another device that a quorum of other relays had',
      { own: moved, memory: memoryOf(claim('a', 5), claim('b', 4)) },
      'none',
      'write',
    ],
    [
      'made a claim that a quorum of other relays had, and sees a higher one on these',
      { own: moved, memory: memoryOf(claim('a', 5), claim('b', 6)) },
      'none',
      'ask-word',
    ],
    [
      'made a claim that a quorum of other relays had, and cannot read these',
      { own: moved, readAt: null, isReadTried: true },
      'none',
      'wait',
    ],
    ['faces a counter at its end', { memory: inflated }, 'none', 'ask-word'],
    ['faces a counter at its end, with the word', { memory: inflated }, 'word', 'ask-phrase'],
    ['faces a counter at its end, with the phrase', { memory: inflated }, 'phrase', 'claim'],
    [
      'has no relay and was taken over, with the word',
      { memory: taken, relays: 0, readAt: null },
      'word',
      'claim',
    ],
  ];

  it.each(table)('that %s, given "%s", has its plan', (_, over, word, expected) => {
    expect(plan(over, word).plan).toBe(expected);
  });

  it('takes the highest epoch that it saw, plus one (SEC-27)', () => {
    expect(plan({ memory: taken }, 'word')).toEqual({ plan: 'claim', epoch: epoch(7) });
    expect(plan({ memory: memoryOf(claim('b', 4_000_000)) }, 'word')).toEqual({
      plan: 'claim',
      epoch: epoch(4_000_001),
    });
  });

  it('raises the generation with the phrase, and only where the counter is at its end (SEC-27)', () => {
    expect(plan({ memory: inflated }, 'phrase')).toEqual({ plan: 'claim', epoch: epoch(1, 1) });
    expect(plan({ memory: taken }, 'phrase')).toEqual({ plan: 'claim', epoch: epoch(7) });
  });
});

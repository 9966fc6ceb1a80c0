import { describe, expect, it } from 'vitest';
import {
  elsewhereOf,
  firstClaims,
  noteOwnWritten,
  noteSeen,
  standingOf,
} from '../../src/core/account-claims';
import { claim, memoryOf, own, view } from './claim-fixture';
import { address, start } from './session-fixture';

const outcome = { isQuorum: false, begunAt: start, begunWith: own() };

function seen(text: string, generationProof: string | null = null) {
  return { claim: claim('b', 6), event: { text, slot: 0, date: 5 }, generationProof };
}

it('of two events of one date the first is kept: relays that send them in turns change nothing', () => {
  const first = noteSeen(firstClaims(address('a'), 'a'.repeat(64)), [seen('one')], outcome, start);
  expect(noteSeen(first, [seen('other')], outcome, start)).toEqual(first);
});

it('the same event may bring the proof of its generation', () => {
  const first = noteSeen(firstClaims(address('a'), 'a'.repeat(64)), [seen('one')], outcome, start);
  expect(noteSeen(first, [seen('one', 'proof')], outcome, start).kept).toMatchObject([
    { generationProof: 'proof' },
  ]);
});

describe('the other device, where this one has made a higher claim', () => {
  const memory = memoryOf(claim('a', 5), claim('b', 4), claim('c', 3));
  const unwritten = own({ isWritten: false });

  it.each([
    ['that no quorum has yet, is active', { own: unwritten }, 'elsewhere'],
    ['that no quorum has yet, is active, whoever can be read', { own: unwritten, readAt: null }, 'elsewhere'],
    ['that a quorum has, is not', {}, 'here'],
    ['that other relays had, is not', { own: { ...unwritten, wasWritten: true } }, 'away'],
    ['of which none is known, is none', { own: unwritten, memory: memoryOf(claim('a', 5)) }, 'free'],
  ])('%s (SEC-31)', (_, over, standing) => {
    const seen = view({ memory, ...over });
    expect(standingOf(seen).standing).toBe(standing);
    expect(elsewhereOf(seen).map(({ device }) => device.name)).toEqual(
      standing === 'elsewhere' ? ['Device b'] : [],
    );
  });

  it('is told of until a quorum has it, and longer where another device claimed at once', () => {
    const { name, browser, system } = claim('b', 4).device;
    const takenOver = { device: { name, browser, system, lastSeenAt: start }, at: start };
    const record = { memory, own: unwritten, readAt: null };
    const claims = { ...firstClaims(address('a'), unwritten.key), record, takenOver };
    expect(noteOwnWritten(claims, claim('a', 4).id)).toBe(claims);
    expect(noteOwnWritten(claims, claim('a', 5).id).takenOver).toBeNull();
    const contested = { ...record, memory: memoryOf(claim('a', 5), claim('b', 5)) };
    expect(noteOwnWritten({ ...claims, record: contested }, claim('a', 5).id).takenOver).toEqual(takenOver);
  });
});

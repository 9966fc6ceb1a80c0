import { expect, it } from 'vitest';
import { firstClaims, noteSeen } from '../../src/core/account-claims';
import { claim, own } from './claim-fixture';
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

import { describe, expect, it } from 'vitest';
import {
  emptyMemory,
  holdingOf,
  joinMemories,
  mostDevices,
  noteClaims,
  type Claim,
  type ClaimMemory,
} from '../../src/core/claim';
import { compareEpochs, highestNumber, nextEpoch, nextGeneration } from '../../src/core/epoch';
import { day } from '../../src/core/units';
import { claim, device, epoch, memoryOf, own } from './claim-fixture';
import { start } from './session-fixture';

describe('epochs', () => {
  it.each([
    ['none and none', null, null, 0],
    ['none and the first', null, epoch(1), -1],
    ['one counter and the next', epoch(1), epoch(2), -1],
    ['equal ones', epoch(7, 3), epoch(7, 3), 0],
    ['a generation and a lower one at its highest counter', epoch(1, 1), epoch(highestNumber), 1],
  ])('are ordered by generation, then counter (SEC-27): %s', (_, one, other, order) => {
    expect(Math.sign(compareEpochs(one, other))).toBe(order);
    expect(Math.sign(compareEpochs(other, one))).toBe(order === 0 ? 0 : -order);
  });

  it('rise by one, up to the highest counter, and only then need a new generation', () => {
    expect(nextEpoch(null)).toEqual(epoch(1));
    expect(nextEpoch(epoch(6, 2))).toEqual(epoch(7, 2));
    expect(nextEpoch(epoch(highestNumber))).toBeNull();
    expect(nextGeneration(epoch(highestNumber))).toEqual(epoch(1, 1));
    expect(nextGeneration(epoch(1, highestNumber))).toBeNull();
  });
});

describe('what a device makes of the claims that it sees', () => {
  const other = (memory: ClaimMemory) => holdingOf(memory, own());

  it.each<[string, ClaimMemory, string]>([
    ['no claim at all', emptyMemory, 'none'],
    ['its own claim alone', memoryOf(claim('a', 5)), 'this'],
    ['its own claim above others', memoryOf(claim('b', 4), claim('a', 5), claim('c', 1)), 'this'],
    ['a higher claim', memoryOf(claim('a', 5), claim('b', 6)), 'other'],
    ['a much higher claim', memoryOf(claim('a', 5), claim('b', highestNumber)), 'other'],
    ['a higher generation', memoryOf(claim('a', 5), claim('b', 1, { epoch: epoch(1, 1) })), 'other'],
    ['an equal claim', memoryOf(claim('a', 5), claim('b', 5)), 'several'],
    ['two higher equal claims', memoryOf(claim('a', 5), claim('b', 6), claim('c', 6)), 'several'],
    ['a claim above two equal ones', memoryOf(claim('a', 5), claim('b', 5), claim('c', 6)), 'other'],
    ['a claim under its own key that it did not make', memoryOf(claim('a', 6)), 'other'],
    [
      'two claims of one epoch under its own key',
      memoryOf(claim('a', 5), claim('a', 5, { id: 'f'.repeat(32) })),
      'several',
    ],
    [
      "two claims of one epoch under another device's key",
      memoryOf(claim('a', 5), claim('b', 6), claim('b', 6, { id: 'f'.repeat(32) })),
      'other',
    ],
  ])('with %s, the holder is: %s', (_, memory, holder) => {
    expect(other(memory).holder).toBe(holder);
  });

  it('does not depend on order, repetition or lateness: a replay changes nothing (SEC-27)', () => {
    const seen = [claim('a', 5), claim('b', 6), claim('b', 2), claim('c', 6), claim('a', 3), claim('c', 7)];
    const expected = memoryOf(...seen);
    for (let turn = 0; turn < seen.length; turn += 1) {
      const turned = [...seen.slice(turn), ...seen.slice(0, turn)];
      const memory = memoryOf(...turned, ...turned.toReversed());
      expect(new Set(memory.claims)).toEqual(new Set(expected.claims));
      expect(memory.mark).toEqual(expected.mark);
    }
  });

  it('keeps its mark and the claims when the relays have forgotten them', () => {
    const memory = memoryOf(claim('a', 5), claim('b', 6));
    expect(noteClaims(memory, [], start + day)).toEqual(memory);
    expect(noteClaims(memory, [claim('b', 1)], start + day)).toEqual(memory);
  });

  it('takes up what a device says of itself when it says its claim again, and nothing older', () => {
    const again: Claim = { ...claim('b', 6), device: device('b', 'Desk'), saidAt: start + 2 };
    const older: Claim = { ...claim('b', 6), device: device('b', 'Old name'), saidAt: start + 1 };
    const memory = noteClaims(memoryOf(claim('b', 6)), [again, older], start + day);
    expect(memory.claims).toMatchObject([
      { device: { name: 'Desk' }, firstSeenAt: start, saidAt: start + 2 },
    ]);
  });

  it('loses nothing that either of two windows has seen (SEC-29)', () => {
    const [one, copy] = [claim('a', 5), claim('a', 5, { id: 'f'.repeat(32) })];
    const double = memoryOf(one, copy);
    for (const joined of [joinMemories(memoryOf(one), double), joinMemories(double, memoryOf(one))]) {
      expect(joined).toEqual(double);
      expect(holdingOf(joined, own()).holder).toBe('several');
    }
    expect(holdingOf(joinMemories(memoryOf(one), memoryOf(copy)), own()).holder).toBe('several');
    expect(joinMemories(emptyMemory, double)).toEqual(double);
    expect(joinMemories(memoryOf(one), { mark: epoch(9), claims: [] }).mark).toEqual(epoch(9));
  });

  it('keeps the highest of more devices than it has room for', () => {
    const many = Array.from({ length: mostDevices + 10 }, (_, index) =>
      claim('b', index + 1, { device: { ...device('b'), key: `${index}`.padStart(64, '0') } }),
    );
    const memory = memoryOf(...many);
    expect(memory.claims).toHaveLength(mostDevices);
    expect(memory.claims[0]?.epoch).toEqual(memory.mark);
    expect(memory.mark).toEqual(epoch(mostDevices + 10));
  });
});

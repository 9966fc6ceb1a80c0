import { describe, expect, it } from 'vitest';
import {
  firstRecord,
  forgetRead,
  forgetRelays,
  noteMade,
  noteRead,
  noteWritten,
  type ClaimRecord,
} from '../../src/core/claim-record';
import { decideClaim } from '../../src/core/decide-claim';
import { second } from '../../src/core/units';
import { claim, epoch, own, view } from './claim-fixture';
import { start } from './session-fixture';

const made = claim('a', 1);
const first = firstRecord('a'.repeat(64));
const written = noteWritten(noteMade(first, made, start), made.id);

function read(record: ClaimRecord, over: Partial<Parameters<typeof noteRead>[1]> = {}): ClaimRecord {
  const outcome = { claims: [], isQuorum: true, begunAt: start, begunWith: record.own, ...over };
  return noteRead(record, outcome, start);
}

function stateOf(record: ClaimRecord): string {
  return decideClaim(view({ ...record, now: start + second })).state;
}

describe('what a device keeps of the claims of an account', () => {
  it.each<[string, ClaimRecord, string]>([
    ['at first', first, 'unclaimed'],
    ['once it made a claim', noteMade(first, made, start), 'unclaimed'],
    ['once a quorum has it', written, 'stale'],
    ['once it was read after that', read(written), 'active'],
    ['once it was read without a quorum', read(written, { isQuorum: false }), 'stale'],
    [
      'once a higher claim was seen without a quorum (SEC-29)',
      read(read(written), { claims: [claim('b', 2)], isQuorum: false }),
      'taken-over',
    ],
    ['once the clock was set back (SEC-20)', forgetRead(read(written)), 'stale'],
    ['under other relays (SEC-30)', forgetRelays(read(written)), 'unclaimed'],
    ['under other relays that have its claim', noteWritten(forgetRelays(read(written)), made.id), 'stale'],
    ['once it made the next claim', noteMade(read(written), claim('a', 2), start), 'unclaimed'],
  ])('%s, it is as the table says', (_, record, state) => {
    expect(stateOf(record)).toBe(state);
  });

  it('counts no read that began before its claim was written: of two that claim at once, one sees the other', () => {
    const unwritten = noteMade(first, made, start);
    expect(read(written, { begunWith: unwritten.own }).readAt).toBeNull();
    expect(read(written, { begunWith: first.own }).readAt).toBeNull();
    expect(noteWritten(read(unwritten), made.id).readAt).toBeNull();
  });

  it('counts no read during which the clock was set back (SEC-20)', () => {
    expect(read(forgetRead(written), { begunAt: start + 1 }).readAt).toBeNull();
    expect(read(written, { begunAt: start }).readAt).toBe(start);
  });

  it('takes no late word on an earlier claim for one on its present claim', () => {
    const next = noteMade(written, claim('a', 2), start);
    expect(noteWritten(next, made.id)).toBe(next);
  });

  it('hears of its claim once: a second word changes nothing', () => {
    const active = read(written);
    expect(noteWritten(active, made.id)).toBe(active);
  });

  it('remembers under other relays that its claim has counted, and that no later one has', () => {
    expect(forgetRelays(read(written)).own).toMatchObject({ isWritten: false, wasWritten: true });
    expect(noteMade(forgetRelays(written), claim('a', 2), start).own).toMatchObject({ wasWritten: false });
  });

  it('remembers what it made before it wrote it', () => {
    const record = noteMade(first, made, start);
    expect(record.memory.mark).toEqual(epoch(1));
    expect(record.own).toEqual(own({ claimId: made.id, isWritten: false }));
  });
});

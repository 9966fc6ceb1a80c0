import { describe, expect, it } from 'vitest';
import { decideRequest, decideSession, type Decision, type SessionState } from '../../src/core/decide';
import { endReasons, type EndReason } from '../../src/core/end-reason';
import type { MethodKind } from '../../src/core/method';
import { day, hour, minute } from '../../src/core/units';
import { session, start, term } from './session-fixture';

const run = { id: 'run-1', endOfLast: 'browser-closed' } as const;
const nextRun = { id: 'run-2', endOfLast: 'browser-closed' } as const;
const afterUpdate = { id: 'run-2', endOfLast: 'updated' } as const;
const oneMinute = term({ kind: 'length', length: minute });
const untilClose = term({ kind: 'until-browser-closes' });

describe('a stored session, decided at use', () => {
  it.each([
    ['just opened', {}, start, run, 'active', null],
    ['a moment before its idle limit', {}, start + 7 * day - 1, run, 'active', null],
    ['at its idle limit', {}, start + 7 * day, run, 'ended', 'idle-limit'],
    [
      'used on the sixth day, on the tenth',
      { lastUsedAt: start + 6 * day },
      start + 10 * day,
      run,
      'active',
      null,
    ],
    [
      'used daily, a moment before its absolute limit',
      { lastUsedAt: start + 29 * day },
      start + 30 * day - 1,
      run,
      'active',
      null,
    ],
    [
      'used daily, at its absolute limit',
      { lastUsedAt: start + 29 * day },
      start + 30 * day,
      run,
      'ended',
      'absolute-limit',
    ],
    [
      'past both limits, the nearer one named',
      { lastUsedAt: start + 29 * day },
      start + 90 * day,
      run,
      'ended',
      'absolute-limit',
    ],
    ['of one minute, within it', { term: oneMinute }, start + minute - 1, run, 'active', null],
    ['of one minute, at its end', { term: oneMinute }, start + minute, run, 'ended', 'absolute-limit'],
    ['until the browser closes, in the same run', { term: untilClose }, start + hour, run, 'active', null],
    [
      'until the browser closes, in the next run',
      { term: untilClose },
      start + hour,
      nextRun,
      'ended',
      'browser-closed',
    ],
    [
      'until the browser closes, after an update',
      { term: untilClose },
      start + hour,
      afterUpdate,
      'ended',
      'updated',
    ],
    ['of the usual term, in the next run', {}, start + hour, nextRun, 'active', null],
  ] as const)('%s is as the table says', (_, over, now, browserRun, state, reason) => {
    const decided = decideSession(session(over), {
      now,
      isClockSetBack: false,
      isRestoring: false,
      run: browserRun,
    });
    expect(decided.state).toBe(state);
    expect(decided.state === 'ended' ? decided.end.reason : null).toBe(reason);
  });

  it('ends when the clock was set back, whatever its limits (SEC-20)', () => {
    const decided = decideSession(session(), { now: start, isClockSetBack: true, isRestoring: false, run });
    expect(decided).toMatchObject({ state: 'ended', end: { reason: 'clock-changed' }, isNew: true });
  });

  it('stays ended with its first reason, for every reason (SEC-9)', () => {
    for (const reason of endReasons) {
      const end = { reason, at: start, limit: null, device: null };
      const decided = decideSession(session({ end }), {
        now: start,
        isClockSetBack: false,
        isRestoring: false,
        run,
      });
      expect(decided).toMatchObject({ state: 'ended', end, isNew: false });
    }
  });

  it('is offered again for 30 days, and not at the end of them', () => {
    const ended = session({ end: { reason: 'idle-limit', at: start, limit: 7 * day, device: null } });
    const at = (now: number): SessionState =>
      decideSession(ended, { now, isClockSetBack: false, isRestoring: false, run });
    expect(at(start + 30 * day - 1)).toMatchObject({ isReconnectable: true });
    expect(at(start + 30 * day)).toMatchObject({ isReconnectable: false });
  });
});

describe('a request, by the state of its session', () => {
  const state = (reason: EndReason | 'active' | 'none'): SessionState => {
    if (reason === 'none') return { state: 'none', isLost: false };
    const end = reason === 'active' ? null : { reason, at: start, limit: null, device: null };
    return decideSession(session({ end }), { now: start, isClockSetBack: false, isRestoring: false, run });
  };
  const takenUpAgain: readonly EndReason[] = [
    'idle-limit',
    'absolute-limit',
    'taken-over',
    'storage-lost',
    'updated',
    'policy',
    'clock-changed',
    'browser-closed',
    'wallet-reset',
  ];
  const final: readonly EndReason[] = ['ended-by-you', 'ended-by-site', 'account-removed', 'private-window'];

  it('waits for the password where the store was lost, if it needs a session: nobody knows yet (SEC-24)', () => {
    const lost = decideSession(null, { now: start, isClockSetBack: false, isRestoring: true, run });
    expect(lost).toEqual({ state: 'none', isLost: true });
    expect(decideRequest('act', lost)).toBe('reconnect');
    expect(decideRequest('connect', lost)).toBe('connect');
    expect(decideRequest('accounts', lost)).toBe('answer');
    expect(decideRequest('watch', lost)).toBe('refuse');
  });

  const table: readonly (readonly [MethodKind, Decision, Decision, Decision, Decision])[] = [
    // kind             active        none       may be reconnected   final
    ['open', 'answer', 'answer', 'answer', 'answer'],
    ['read', 'answer', 'answer', 'answer', 'answer'],
    ['accounts', 'answer', 'answer', 'answer', 'answer'],
    ['connect', 'answer', 'connect', 'reconnect', 'connect'],
    ['edit-accounts', 'own-screen', 'connect', 'reconnect', 'connect'],
    ['act', 'own-screen', 'refuse', 'reconnect', 'refuse'],
    ['watch', 'note', 'refuse', 'refuse', 'refuse'],
    ['revoke', 'answer', 'answer', 'answer', 'answer'],
  ];

  it.each(table)('of kind "%s" is %s, %s, %s, %s', (kind, active, none, reconnectable, over) => {
    expect(decideRequest(kind, state('active'))).toBe(active);
    expect(decideRequest(kind, state('none'))).toBe(none);
    for (const reason of takenUpAgain)
      expect([reason, decideRequest(kind, state(reason))]).toEqual([reason, reconnectable]);
    for (const reason of final) expect([reason, decideRequest(kind, state(reason))]).toEqual([reason, over]);
  });

  it('has every end reason in the table', () => {
    expect([...takenUpAgain, ...final].toSorted()).toEqual([...endReasons].toSorted());
  });
});

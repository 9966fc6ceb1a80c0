import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveNow, isSetBack } from '../../src/core/clock';
import { decideSession } from '../../src/core/decide';
import { endSession, renewSession, type Session } from '../../src/core/session';
import { makeTerm, type TermChoice } from '../../src/core/term';
import { day, hour, minute, type Millis } from '../../src/core/units';
import { session, start } from './session-fixture';

const choice: fc.Arbitrary<TermChoice> = fc.oneof(
  fc.constant({ kind: 'profile-default' } as const),
  fc.constant({ kind: 'until-browser-closes' } as const),
  fc.integer({ min: minute, max: 90 * day }).map((length) => ({ kind: 'length', length }) as const),
);

/** What may happen between two looks at a session. Jumps of the wall clock go both ways. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), for: fc.integer({ min: 0, max: 10 * day }) }),
  fc.record({ kind: fc.constant('jump' as const), by: fc.integer({ min: -400 * day, max: 400 * day }) }),
  fc.record({ kind: fc.constant('use' as const) }),
  fc.record({ kind: fc.constant('poll' as const) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

/** One device: true time, a wall clock that people set, and what the wallet stores. */
function live(events: readonly Event[], opened: Session): Trace {
  let trueTime = 0;
  let offset = 0;
  let stored = opened;
  let mark = start;
  let lifeStart = 0;
  let wallAtStart = start;
  let lastUse = 0;
  const uses: Trace['uses'] = [];
  for (const each of events) {
    if (each.kind === 'wait') trueTime += each.for;
    if (each.kind === 'jump') offset += each.by;
    if (each.kind === 'restart') {
      lifeStart = trueTime;
      wallAtStart = start + trueTime + offset;
    }
    const wall = start + trueTime + offset;
    const reading = { wall, wallAtStart, sinceStart: trueTime - lifeStart };
    const at = {
      now: effectiveNow(reading, mark),
      isClockSetBack: isSetBack(reading, mark),
      run: { id: 'run-1', endOfLast: 'browser-closed' },
      isRestoring: false,
    } as const;
    if (at.isClockSetBack) {
      mark = wall;
      lifeStart = trueTime;
      wallAtStart = wall;
    } else mark = Math.max(mark, wall);
    const decided = decideSession(stored, at);
    if (decided.state === 'ended') stored = endSession(stored, decided.end);
    if (decided.state === 'active' && each.kind === 'use') {
      stored = renewSession(stored, at.now);
      lastUse = trueTime;
    }
    uses.push({ trueTime, lastUse, isUsable: decided.state === 'active', end: stored.end });
  }
  return { uses, stored };
}

interface Trace {
  readonly uses: { trueTime: Millis; lastUse: Millis; isUsable: boolean; end: Session['end'] }[];
  readonly stored: Session;
}

/** Setting the clock back by up to the tolerated two minutes, again and again, may win that much each time, not more. */
const setbacks = (events: readonly Event[]): Millis =>
  events.filter((each) => each.kind === 'jump').length * 2 * minute;

describe('a session, under any trace of use, polling and clock', () => {
  const traces = fc.tuple(choice, fc.array(event, { maxLength: 40 }));

  it('is never usable beyond its limits (SEC-19, SEC-20)', () => {
    fc.assert(
      fc.property(traces, ([picked, events]) => {
        const term = makeTerm(picked, 'standard');
        if (typeof term === 'string') throw new Error(term);
        for (const use of live(events, session({ term })).uses) {
          if (!use.isUsable) continue;
          expect(use.trueTime).toBeLessThan(term.absoluteLimit + setbacks(events));
          expect(use.trueTime - use.lastUse).toBeLessThan(term.idleLimit + setbacks(events));
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('once ended never lives again, and keeps its reason (SEC-9)', () => {
    fc.assert(
      fc.property(traces, ([picked, events]) => {
        const term = makeTerm(picked, 'standard');
        if (typeof term === 'string') throw new Error(term);
        let end: Session['end'] = null;
        for (const use of live(events, session({ term })).uses) {
          if (end !== null) {
            expect(use.isUsable).toBe(false);
            expect(use.end).toEqual(end);
          }
          end = use.end;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not renewed by polling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (polls) => {
        const events = Array.from({ length: polls }, () => [
          { kind: 'wait' as const, for: hour },
          { kind: 'poll' as const },
        ]).flat();
        const { uses } = live(events, session());
        for (const use of uses) expect(use.isUsable).toBe(use.trueTime < 7 * day);
      }),
      { numRuns: 50 },
    );
  });
});

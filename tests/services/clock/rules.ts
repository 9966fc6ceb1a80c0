import type { SessionEnd } from '../../../src/core/end-reason';
import type { Session, SessionId } from '../../../src/core/session';
import { hour, minute, type Millis } from '../../../src/core/units';
import type { UnlockAttempts } from '../../../src/core/unlock-attempts';
import type { KeyHolder, Store } from '../../../src/services/ports';
import type { FakeStore, Rows } from '../fake-store';
import type { Device } from './device';
import { makeLedger, type Moment } from './ledger';
import { stored, type Stored } from './stored';

const tolerated = 2 * minute;

/** What is known of a session by true time. */
interface Lived {
  readonly session: Session;
  readonly opened: Moment;
  readonly used: Moment;
}

/**
 * Holds every committed write, and every access that is given, against SEC-19 to SEC-21: by its own arithmetic, and
 * by true time, which the wallet does not know. What is broken is told by its sentence.
 */
export function makeRules(device: Device) {
  const broken: string[] = [];
  const ledger = makeLedger(device);
  const lives = new Map<SessionId, Lived>();
  const ended = new Set<SessionId>();
  let delay: { readonly from: Moment; readonly length: Millis } | null = null;
  let wasLeft = false;
  let keptOpen: Moment | null = null;

  function must(holds: boolean, sentence: string): void {
    if (!holds) broken.push(sentence);
  }

  /** What SEC-19 and SEC-20 say of this moment, in other words than the code's. */
  function clockNow(mark: Millis) {
    const { wall, wallAtStart, sinceStart } = device.clock.read();
    const known = Math.max(mark, wallAtStart + sinceStart);
    return { wall, now: Math.max(wall, known), isSetBack: known - wall > tolerated };
  }

  function checkWrite(before: Stored, rows: Readonly<Rows>, wasUnlocked: boolean): void {
    const after = stored(rows);
    const { wall, now, isSetBack } = clockNow(before.mark);
    /** How a session that lived before ended; undefined where it lives on, null where a new one took its row. */
    const endOf = ({ id, key }: Session): SessionEnd | null | undefined => {
      const row = rows.sessions.get(key);
      return row?.id === id ? (row.end ?? undefined) : null;
    };
    for (const { id } of after.live) must(!ended.has(id), 'a session that ended never lives again');
    const isUntouched =
      after.mark === before.mark &&
      after.attempts === before.attempts &&
      after.live.length === before.live.length &&
      after.live.every((session) => before.live.includes(session));
    // A set-back is dealt with in the next write; by then the clock may have been set right.
    const isLeft = isUntouched && (isSetBack || wasLeft);
    wasLeft = isUntouched && isSetBack;
    if (isLeft) return;
    if (isSetBack) {
      must(after.mark === wall, 'once found set back, the mark is the present clock');
      must(after.live.length === 0, 'once found set back, no session lives on');
      for (const session of before.live) {
        const end = endOf(session);
        must(
          end?.reason === 'clock-changed' && end.at === wall,
          'each of them ends in that write with clock-changed',
        );
      }
      must(!wasUnlocked, 'the vault is locked before the mark forgets the set-back');
      keptOpen = null;
    } else {
      must(after.mark === Math.max(before.mark, wall), 'the mark is the highest wall clock of any write');
    }
    ledger.close();
    for (const session of before.live) {
      const end = endOf(session);
      if (end !== undefined) checkEnd(session.id, end, isSetBack, now);
    }
    for (const session of after.live) note(session, now);
    checkAttempts(before.attempts, after, isSetBack ? wall : now);
  }

  function checkEnd(id: SessionId, end: SessionEnd | null, isSetBack: boolean, now: Millis): void {
    ended.add(id);
    const lived = lives.get(id);
    // Without an end where a new session took its row in the same write.
    if (lived === undefined || end === null) return;
    must(
      isSetBack === (end.reason === 'clock-changed'),
      'clock-changed is for a clock set back, and nothing else',
    );
    const { term, openedAt, lastUsedAt } = lived.session;
    const isAbsolute = end.reason === 'absolute-limit';
    if (!isAbsolute && end.reason !== 'idle-limit') return;
    const since = isAbsolute ? lived.opened : lived.used;
    const limit = isAbsolute ? term.absoluteLimit : term.idleLimit;
    must(
      now >= (isAbsolute ? openedAt : lastUsedAt) + limit,
      'a limit ends no session before effective time reaches it',
    );
    must(
      ledger.passed(since) + ledger.forwardSince(since) >= limit,
      'a session ends before its limit only by as much as the clock was set forward',
    );
  }

  function note(session: Session, now: Millis): void {
    const known = lives.get(session.id);
    if (known === undefined) {
      must(session.openedAt === now, 'a session is opened at effective time');
      lives.set(session.id, { session, opened: ledger.now(), used: ledger.now() });
    } else if (session.lastUsedAt !== known.session.lastUsedAt) {
      must(session.lastUsedAt === now, 'a use counts from effective time');
      lives.set(session.id, { session, opened: known.opened, used: ledger.now() });
    }
  }

  function checkAttempts(before: UnlockAttempts, { attempts }: Stored, now: Millis): void {
    const { retryAt, failed } = attempts;
    must(
      retryAt === null || retryAt - now <= hour + tolerated,
      'no delay is longer than an hour and what is tolerated',
    );
    if (failed <= before.failed) {
      if (failed < before.failed) delay = null;
      return;
    }
    if (delay !== null) {
      must(
        ledger.passed(delay.from) + ledger.forwardSince(delay.from) >= delay.length,
        'no clock set back shortens a delay after wrong passwords',
      );
    }
    delay = retryAt === null ? null : { from: ledger.now(), length: retryAt - now };
  }

  return {
    broken,

    /** A store whose every write is held against the rules. */
    watch: (store: FakeStore): Store => ({
      ...store,
      write: (work) =>
        device.call(async () => {
          const before = stored(store.rows());
          let wasUnlocked = false;
          const result = await store.write((writes) => {
            wasUnlocked = device.isUnlocked();
            return work(writes);
          });
          checkWrite(before, store.rows(), wasUnlocked);
          return result;
        }),
    }),

    /** A site was given its accounts, or a signature: its session must have some true time left. */
    checkUse(session: Session | null): void {
      const lived = session === null ? undefined : lives.get(session.id);
      if (session === null || lived === undefined || ended.has(session.id)) {
        broken.push('access is given to a session that lives, and to no other');
        return;
      }
      const { absoluteLimit, idleLimit } = session.term;
      must(
        ledger.passed(lived.opened) < absoluteLimit + ledger.gainSince(lived.opened) &&
          ledger.passed(lived.used) < idleLimit + ledger.gainSince(lived.used),
        'setting the clock back lengthens no session beyond what is tolerated',
      );
    },

    /** A site was told that it has no accounts. */
    checkOver(session: Session | null): void {
      must(session === null || session.end !== null, 'an end that a page was told of is stored');
    },

    /** The vault was found open: the person must have been there lately enough. */
    checkUnlocked(autoLockAfter: Millis): void {
      must(
        keptOpen !== null && ledger.passed(keptOpen) < autoLockAfter + ledger.gainSince(keptOpen),
        'setting the clock back keeps no vault open beyond what is tolerated',
      );
    },

    /** A holder that counts from the last write how long the vault may stay open. */
    watchKeys: (holder: KeyHolder): KeyHolder => {
      const note = () => {
        keptOpen = ledger.lastWrite();
      };
      return {
        get: () => holder.get(),
        set: (key) => device.call(() => holder.set(key).then(note)),
        keepUntil: (lockAt) => device.call(() => holder.keepUntil(lockAt).then(note)),
        clear: () => device.call(() => holder.clear()),
      };
    },

    /** Nothing that was there before a set-back may be left once somebody looked; unless it came after the look. */
    checkDealtWith(mark: Millis): void {
      const { isSetBack } = clockNow(mark);
      must(!isSetBack, 'whoever looks finds a clock set back, and deals with it');
    },

    clockNow,
  };
}

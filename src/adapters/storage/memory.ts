import { isRestoring, type Loss } from '../../core/loss';
import type { Session, SessionKey } from '../../core/session';
import type { Millis } from '../../core/units';

/** What one write changes of that which memory holds. */
export interface Changes {
  readonly sessions: Map<SessionKey, Session | null>;
  clockMark: Millis | null;
  /** Null: unchanged. */
  loss: { readonly now: Loss | null } | null;
}

/** Read at a time when no write could make it stale; null where one could. */
type Ticket = number | null;

/**
 * Rows as last committed, so that a warm request reads nothing from disk. It holds a row only while it is
 * certain to equal the store: what a write changes is taken over at its commit, in the order of commits;
 * what was read beside a write is not kept; and after any doubt it holds nothing.
 */
export interface Memory {
  /** Undefined: not known. */
  session(key: SessionKey): Session | null | undefined;
  clockMark(): Millis | undefined;
  isRestoring(): boolean | undefined;
  /** To be called when the transaction of a read is made. */
  beginRead(): Ticket;
  keepSession(ticket: Ticket, key: SessionKey, session: Session | null): void;
  keepClockMark(ticket: Ticket, mark: Millis): void;
  keepLoss(ticket: Ticket, loss: Loss | null): void;
  /** To be called when the transaction of a write is made, */
  beginWrite(): void;
  /** and when it is over: with its changes after the commit, null where nothing changed. */
  endWrite(changes: Changes | null): void;
  forget(): void;
}

const mostSessions = 1_000;

export function createMemory(): Memory {
  const sessions = new Map<SessionKey, Session | null>();
  let clockMark: Millis | undefined;
  let restoring: boolean | undefined;
  let writesUnderWay = 0;
  /** Goes up with whatever makes an earlier read stale. */
  let era = 0;

  function keep(key: SessionKey, session: Session | null): void {
    sessions.delete(key);
    const [longestUnused] = sessions.keys();
    if (sessions.size >= mostSessions && longestUnused !== undefined) sessions.delete(longestUnused);
    sessions.set(key, session);
  }

  return {
    session(key) {
      const session = sessions.get(key);
      if (session !== undefined) keep(key, session);
      return session;
    },
    clockMark: () => clockMark,
    isRestoring: () => restoring,
    beginRead: () => (writesUnderWay === 0 ? era : null),
    keepSession(ticket, key, session) {
      if (ticket === era) keep(key, session);
    },
    keepClockMark(ticket, mark) {
      if (ticket === era) clockMark = mark;
    },
    keepLoss(ticket, loss) {
      if (ticket === era) restoring = isRestoring(loss);
    },
    beginWrite() {
      writesUnderWay += 1;
      era += 1;
    },
    endWrite(changes) {
      writesUnderWay -= 1;
      if (changes === null) return;
      for (const [key, session] of changes.sessions) keep(key, session);
      clockMark = changes.clockMark ?? clockMark;
      if (changes.loss !== null) restoring = isRestoring(changes.loss.now);
    },
    forget() {
      era += 1;
      sessions.clear();
      clockMark = undefined;
      restoring = undefined;
    },
  };
}

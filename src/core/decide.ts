import { isReconnectable, type SessionEnd } from './end-reason';
import type { MethodKind } from './method';
import { reconnectOfferFor } from './policy';
import type { OpenSession, Session } from './session';
import type { Millis } from './units';

/** What a stored session is worth at this moment. */
export type SessionState =
  /** `isLost`: there may have been one, and nobody knows until the store's second copy was read. */
  | { readonly state: 'none'; readonly isLost: boolean }
  | { readonly state: 'active'; readonly session: OpenSession }
  | {
      readonly state: 'ended';
      readonly session: Session;
      readonly end: SessionEnd;
      /** Found out just now, still to be written. */
      readonly isNew: boolean;
      /** It can be taken up again in one step: the reason allows it, and the offer has not lapsed. */
      readonly isReconnectable: boolean;
    };

/** Which run of the browser this is, and how the last one came to its end. */
export interface BrowserRun {
  readonly id: string;
  readonly endOfLast: 'browser-closed' | 'updated';
}

/** All that the decision depends on besides the session. */
export interface Circumstances {
  /** Effective time (SEC-19). */
  readonly now: Millis;
  /** The wall clock was set back beyond what is tolerated (SEC-20). */
  readonly isClockSetBack: boolean;
  readonly run: BrowserRun;
  /** The store was lost, and what it held is not back yet (SEC-24). */
  readonly isRestoring: boolean;
}

/**
 * Decides at use whether a session lives. An end that is already written stands for ever (SEC-9);
 * reaching a limit exactly is reaching it; where both limits are reached, the nearer one is the reason.
 */
export function decideSession(session: Session | null, circumstances: Circumstances): SessionState {
  if (session === null) return { state: 'none', isLost: circumstances.isRestoring };
  const end = session.end ?? endDueTo(session, circumstances);
  if (end === null) return { state: 'active', session: { ...session, end: null } };
  const isOffered = circumstances.now < end.at + reconnectOfferFor;
  return {
    state: 'ended',
    session,
    end,
    isNew: session.end === null,
    isReconnectable: isOffered && isReconnectable(end.reason),
  };
}

function endDueTo(session: Session, { now, isClockSetBack, run }: Circumstances): SessionEnd | null {
  const { term, openedAt, lastUsedAt } = session;
  if (isClockSetBack) return { reason: 'clock-changed', at: now, limit: null, device: null };
  const idleAt = lastUsedAt + term.idleLimit;
  const absoluteAt = openedAt + term.absoluteLimit;
  const at = Math.min(idleAt, absoluteAt);
  if (now >= at) {
    return absoluteAt <= idleAt
      ? { reason: 'absolute-limit', at, limit: term.absoluteLimit, device: null }
      : { reason: 'idle-limit', at, limit: term.idleLimit, device: null };
  }
  if (term.choice.kind === 'until-browser-closes' && session.browserRun !== run.id) {
    return { reason: run.endOfLast, at: now, limit: null, device: null };
  }
  return null;
}

/** What is done with a request: answered, put before a person on that screen, or refused with 4100. */
export type Decision = 'answer' | 'connect' | 'reconnect' | 'own-screen' | 'note' | 'refuse';

/** The product's request table: what happens to a request of this kind, by the state of its session. */
export function decideRequest(kind: MethodKind, session: SessionState): Decision {
  switch (kind) {
    case 'open':
    case 'read':
    case 'accounts':
    case 'revoke':
      return 'answer';
    case 'connect':
      return session.state === 'active' ? 'answer' : openingScreen(session);
    case 'edit-accounts':
      return session.state === 'active' ? 'own-screen' : openingScreen(session);
    case 'act':
      if (session.state === 'active') return 'own-screen';
      if (session.state === 'none' && session.isLost) return 'reconnect';
      return openingScreen(session) === 'reconnect' ? 'reconnect' : 'refuse';
    case 'watch':
      return session.state === 'active' ? 'note' : 'refuse';
  }
}

function openingScreen(session: SessionState): 'connect' | 'reconnect' {
  return session.state === 'ended' && session.isReconnectable ? 'reconnect' : 'connect';
}

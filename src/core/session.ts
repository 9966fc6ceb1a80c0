import type { Address } from './address';
import type { SessionEnd } from './end-reason';
import { parseOrigin, type Origin } from './origin';
import type { Term } from './term';
import type { Millis } from './units';

/** 128 random bits as 32 hex digits. A reconnect makes a new one. */
export type SessionId = string;

/** What tells one place of connection from another; there is at most one live session per key. */
export interface SessionPlace {
  readonly origin: Origin;
  /** The top-level origin, where it differs from `origin`; otherwise null. */
  readonly topOrigin: Origin | null;
  /** The browser's cookie store (a Firefox container); null for the default one. */
  readonly cookieStore: string | null;
  readonly isPrivate: boolean;
}

declare const keyBrand: unique symbol;
/** The canonical text of a `SessionPlace`; the primary key of a session's row. */
export type SessionKey = string & { readonly [keyBrand]: true };

/** A chain's id as a positive safe integer (EIP-155). */
export type ChainId = number;

/** What a person granted one origin. One row per key: the live session or, once ended, what is left of it. */
export interface Session extends SessionPlace {
  readonly id: SessionId;
  readonly key: SessionKey;
  /** Granted accounts, the one in use first. Never empty while the session lives. */
  readonly accounts: readonly Address[];
  /** Those that another device took over while it lived. Once the last one is, all of them are to be taken up again. */
  readonly takenAccounts?: readonly Address[];
  /** Permitted chains. */
  readonly chains: readonly ChainId[];
  /** The active chain; one of `chains`. */
  readonly chain: ChainId;
  readonly term: Term;
  readonly openedAt: Millis;
  readonly lastUsedAt: Millis;
  /** The person was told that it ends soon; a use takes that back. */
  readonly isWarned: boolean;
  /** The run of the browser in which it was opened; an "until I close the browser" session lives in that run only. */
  readonly browserRun: string;
  readonly previousId: SessionId | null;
  /** Null while the session lives. */
  readonly end: SessionEnd | null;
}

/** A session that has not been marked as ended. Whether it may be used is for `decideSession` to say. */
export type OpenSession = Session & { readonly end: null };

/** The canonical key of a place. Two places are the same if and only if their keys are equal. */
export function keyOf(place: SessionPlace): SessionKey {
  return brandKey(
    JSON.stringify([place.origin, place.topOrigin, place.cookieStore, place.isPrivate ? 1 : 0]),
  );
}

/** A key that was handed out as text, or null for anything else. */
export function parseKey(text: string): SessionKey | null {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [origin, topOrigin, cookieStore, isPrivate]: readonly unknown[] = parts;
  const place = {
    origin: typeof origin === 'string' ? parseOrigin(origin) : null,
    topOrigin: typeof topOrigin === 'string' ? parseOrigin(topOrigin) : null,
    cookieStore: typeof cookieStore === 'string' ? cookieStore : null,
    isPrivate: isPrivate === 1,
  };
  if (place.origin === null) return null;
  const key = keyOf({ ...place, origin: place.origin });
  return key === text ? key : null;
}

function brandKey(text: string): SessionKey {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the maker of the branded type
  return text as SessionKey;
}

/** The wall-clock moment at which the session ends unless it is used: the nearer of its two limits. */
export function deadlineOf(session: Pick<Session, 'term' | 'openedAt' | 'lastUsedAt'>): Millis {
  return Math.min(session.lastUsedAt + session.term.idleLimit, session.openedAt + session.term.absoluteLimit);
}

/** The session with the end written into it. Ending an ended session changes nothing (SEC-9). */
export function endSession(session: Session, end: SessionEnd): Session {
  return session.end === null ? { ...session, end } : session;
}

/** The session after a use at `now`. Time never runs backwards; an ended session is not used. */
export function renewSession(session: Session, now: Millis): Session {
  return session.end === null
    ? { ...session, lastUsedAt: Math.max(session.lastUsedAt, now), isWarned: false }
    : session;
}

/** When the person is to be told that the session ends soon; null once they were. */
export function warningOf(
  session: Pick<Session, 'term' | 'openedAt' | 'lastUsedAt' | 'isWarned'>,
): Millis | null {
  return session.isWarned ? null : deadlineOf(session) - session.term.warnBefore;
}

import { holdingOf, type KnownClaim } from './claim';
import type { ClaimRecord } from './claim-record';
import type { Device } from './device';
import { hour, minute, second, type Millis } from './units';

/** A quorum read that began less than this ago is fresh: a signature needs no new one (SEC-30). */
export const freshFor: Millis = 60 * second;

/** How long signing goes on after the last quorum read while no quorum can be had, and the most that a policy allows. */
export const usualGrace: Millis = 10 * minute;
export const longestGrace: Millis = 24 * hour;

/** All that the decision depends on. Times are effective time (SEC-19) of this device. */
export interface ClaimView extends ClaimRecord {
  /** How many relays are chosen. */
  readonly relays: number;
  /** A read was tried just now and no quorum answered. */
  readonly isReadTried: boolean;
  readonly grace: Millis;
  readonly now: Millis;
}

/** What this device is for an account at this moment. Only the active one signs. */
export type ClaimState =
  /** `awaySince`: the last quorum read, where no quorum can be had and the grace still lasts. */
  | { readonly state: 'active'; readonly awaySince: Millis | null }
  | { readonly state: 'taken-over'; readonly device: Device; readonly at: Millis }
  | { readonly state: 'contested'; readonly devices: readonly Device[] }
  /** Nobody holds it, or this device's claim is not yet with a quorum. */
  | { readonly state: 'unclaimed' }
  /** The relays are to be read first. */
  | { readonly state: 'stale'; readonly since: Millis | null }
  /** No quorum for longer than the grace: it waits for the network. It ends nothing. */
  | { readonly state: 'away'; readonly since: Millis | null };

/**
 * Decides what this device is. A higher epoch that was seen once, on any relay, stands before everything else
 * (SEC-29); a quorum is asked only for the right to go on.
 */
export function decideClaim(view: ClaimView): ClaimState {
  const holding = holdingOf(view.memory, view.own);
  switch (holding.holder) {
    case 'other':
      return { state: 'taken-over', device: holding.claim.device, at: momentOf(holding.claim) };
    case 'several':
      return { state: 'contested', devices: holding.claims.map(({ device }) => device) };
    case 'none':
      // With no relay chosen there is one device, and nothing to claim (SEC-32).
      return view.relays === 0 && view.memory.mark === null ? active : { state: 'unclaimed' };
    case 'this':
      return isWithQuorum(view) ? decideFreshness(view) : { state: 'unclaimed' };
  }
}

/** Without relays nobody is left to give a claim to that has counted. */
function isWithQuorum({ own, relays }: ClaimView): boolean {
  return own.isWritten || (own.wasWritten && relays === 0);
}

const active: ClaimState = { state: 'active', awaySince: null };

function decideFreshness(view: ClaimView): ClaimState {
  const { isReadTried, readAt, grace, now } = view;
  if (isReadFresh(view)) return active;
  if (!isReadTried) return { state: 'stale', since: readAt };
  const isWithinGrace = readAt !== null && readAt <= now && now - readAt < boundGrace(grace);
  return isWithinGrace ? { state: 'active', awaySince: readAt } : { state: 'away', since: readAt };
}

/**
 * Whether a quorum was read less than a minute ago, whoever holds the account: what a signature or a new claim rests
 * upon. A read in the future was noted before the clock was set back, and is void.
 */
export function isReadFresh(view: ClaimView): boolean {
  return isReadWithin(view, freshFor);
}

/** Whether a quorum was read so lately. */
export function isReadWithin({ relays, readAt, now }: ClaimView, limit: Millis): boolean {
  return relays === 0 || (readAt !== null && readAt <= now && now - readAt < limit);
}

/** A grace that is no number, or negative, is none; above a day it is a day. */
function boundGrace(grace: Millis): Millis {
  return grace > 0 ? Math.min(grace, longestGrace) : 0;
}

/** A claim is never said to come from the future: its device's clock is not trusted further than this one's. */
function momentOf({ at, firstSeenAt }: KnownClaim): Millis {
  return Math.min(at, firstSeenAt);
}

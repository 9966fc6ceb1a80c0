import { holdingOf, type ClaimMemory, type KnownClaim, type OwnClaim } from './claim';
import type { Device } from './device';
import { hour, minute, second, type Millis } from './units';

/** A quorum read that began less than this ago is fresh: a signature needs no new one (SEC-30). */
export const freshFor: Millis = 60 * second;

/** How long signing goes on after the last quorum read while no quorum can be had, and the most that a policy allows. */
export const usualGrace: Millis = 10 * minute;
export const longestGrace: Millis = 24 * hour;

/** All that the decision depends on. Times are effective time (SEC-19) of this device. */
export interface ClaimView {
  readonly memory: ClaimMemory;
  readonly own: OwnClaim;
  /** How many relays are chosen. */
  readonly relays: number;
  /** When the last read began that a quorum answered; null where there was none. */
  readonly readAt: Millis | null;
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
      return view.own.writtenAt === null ? { state: 'unclaimed' } : decideFreshness(view);
  }
}

const active: ClaimState = { state: 'active', awaySince: null };

function decideFreshness(view: ClaimView): ClaimState {
  const { relays, isReadTried, grace, now } = view;
  if (relays === 0) return active;
  const since = countedRead(view);
  if (since !== null && now - since < freshFor) return active;
  if (!isReadTried) return { state: 'stale', since };
  const isWithinGrace = since !== null && now - since < boundGrace(grace);
  return isWithinGrace ? { state: 'active', awaySince: since } : { state: 'away', since };
}

/**
 * The read that counts. It began after this device's claim was written: of two devices that claim at once, one sees
 * the other. One that lies in the future was noted before the clock was set back, and is void.
 */
function countedRead({ readAt, own, now }: ClaimView): Millis | null {
  if (readAt === null || readAt > now || own.writtenAt === null) return null;
  return readAt >= own.writtenAt ? readAt : null;
}

/** Whether a quorum was read less than a minute ago, whoever holds the account: what a new claim is built upon. */
export function isReadFresh({ relays, readAt, now }: ClaimView): boolean {
  return relays === 0 || (readAt !== null && readAt <= now && now - readAt < freshFor);
}

/** A grace that is no number, or negative, is none; above a day it is a day. */
function boundGrace(grace: Millis): Millis {
  return grace > 0 ? Math.min(grace, longestGrace) : 0;
}

/** A claim is never said to come from the future: its device's clock is not trusted further than this one's. */
function momentOf({ at, firstSeenAt }: KnownClaim): Millis {
  return Math.min(at, firstSeenAt);
}

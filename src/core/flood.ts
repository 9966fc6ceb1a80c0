import { RequestRefused } from './errors';
import type { HeldRequest } from './held-request';
import { hour, minute, second, type Millis } from './units';

/** What flood limits remember of one site (SEC-10). Stored, so that a worker's restart forgets nothing. */
export interface SiteLimits {
  /** When prompts were made in the last minute, oldest first; at most 90. */
  readonly prompts: readonly Millis[];
  /** When requests were refused in the last 30 seconds, oldest first; at most 3. */
  readonly refusals: readonly Millis[];
  readonly mutedUntil: Millis | null;
  /** How long the next mute lasts. */
  readonly nextMute: Millis;
}

const mostPrompts = { inSecond: 10, inMinute: 90 };
const mostHeld = { ofOrigin: 16, ofTab: 3, inAll: 50, bytes: 8 * 1024 * 1024 };
const mute = { after: 3, within: 30 * second, first: minute, longest: hour };
const noLimits: SiteLimits = { prompts: [], refusals: [], mutedUntil: null, nextMute: mute.first };

/**
 * The limits of a site after one more prompt.
 * @throws RequestRefused -32005 when the site is muted or asks too often
 */
export function admitPrompt(limits: SiteLimits | null, now: Millis): SiteLimits {
  const known = limits ?? noLimits;
  const prompts = known.prompts.filter((at) => at > now - minute);
  const isMuted = known.mutedUntil !== null && now < known.mutedUntil;
  const inSecond = prompts.filter((at) => at > now - second).length;
  if (isMuted || inSecond >= mostPrompts.inSecond || prompts.length >= mostPrompts.inMinute) {
    throw new RequestRefused('limit-exceeded');
  }
  return { ...known, prompts: [...prompts, now] };
}

/** The limits of a top-level site after a person refused: the third time in 30 seconds mutes it, each time for twice as long. */
export function noteRefusal(limits: SiteLimits | null, now: Millis): SiteLimits {
  const known = limits ?? noLimits;
  const refusals = [...known.refusals.filter((at) => at > now - mute.within), now];
  if (refusals.length < mute.after) return { ...known, refusals };
  return {
    ...known,
    refusals: [],
    mutedUntil: now + known.nextMute,
    nextMute: Math.min(known.nextMute * 2, mute.longest),
  };
}

/**
 * Whether one more request may be held beside those that are.
 * @throws RequestRefused -32005 beyond a limit
 */
export function admitHeld(held: readonly HeldRequest[], request: HeldRequest): void {
  const waiting = held.filter((other) => other.stage.step !== 'answered');
  const ofOrigin = waiting.filter((other) => other.place.origin === request.place.origin);
  const isConnecting = request.ask.kind === 'connect' && ofOrigin.some((other) => other.ask.kind === 'connect');
  const ofTab = waiting.filter((other) => other.document.tabId === request.document.tabId);
  const bytes = waiting.reduce((sum, other) => sum + other.bytes, request.bytes);
  if (
    isConnecting ||
    ofOrigin.length >= mostHeld.ofOrigin ||
    ofTab.length >= mostHeld.ofTab ||
    waiting.length >= mostHeld.inAll ||
    bytes > mostHeld.bytes
  ) {
    throw new RequestRefused('limit-exceeded');
  }
}

/** How many reads a site has left. */
export interface ReadBucket {
  readonly tokens: number;
  readonly at: Millis;
}

const readsASecond = { withSession: 50, without: 10 };
const burst = { withSession: 500, without: 100 };

/** The bucket after one more read, or null where it is empty: refilled by the second, more quickly for a connected site. */
export function takeRead(bucket: ReadBucket | null, hasSession: boolean, now: Millis): ReadBucket | null {
  const kind = hasSession ? 'withSession' : 'without';
  const refilled =
    bucket === null ? burst[kind] : bucket.tokens + (Math.max(0, now - bucket.at) / second) * readsASecond[kind];
  const tokens = Math.min(refilled, burst[kind]);
  return tokens < 1 ? null : { tokens: tokens - 1, at: now };
}

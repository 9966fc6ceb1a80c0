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
  const prompts = within(minute, known.prompts, now);
  const isTooOften =
    within(second, prompts, now).length >= mostPrompts.inSecond || prompts.length >= mostPrompts.inMinute;
  if (isTooOften || isMuted(known, now)) throw new RequestRefused('limit-exceeded');
  return { ...known, prompts: [...prompts, now] };
}

/** The limits of a top-level site after a person refused: the third time in 30 seconds mutes it, each time for twice as long. */
export function noteRefusal(limits: SiteLimits | null, now: Millis): SiteLimits {
  const known = limits ?? noLimits;
  const refusals = [...within(mute.within, known.refusals, now), now];
  if (refusals.length < mute.after) return { ...known, refusals };
  return {
    ...known,
    refusals: [],
    mutedUntil: now + known.nextMute,
    nextMute: Math.min(known.nextMute * 2, mute.longest),
  };
}

/** A mute that would last longer than any does was noted before the clock was set back, and is void. */
function isMuted({ mutedUntil }: SiteLimits, now: Millis): boolean {
  return mutedUntil !== null && now < mutedUntil && mutedUntil <= now + mute.longest;
}

/** Those of the moments that lie in the last `span`; later ones were noted before the clock was set back. */
function within(span: Millis, moments: readonly Millis[], now: Millis): readonly Millis[] {
  return moments.filter((at) => at > now - span && at <= now);
}

/**
 * Whether one more request may be held beside those that are. A connect of the same place joins the one that
 * waits: it makes no prompt of its own, but takes up room like any other.
 * @throws RequestRefused -32005 beyond a limit
 */
export function admitHeld(held: readonly HeldRequest[], request: HeldRequest): void {
  const waiting = held.filter((other) => other.stage.step !== 'answered');
  const ofOrigin = waiting.filter((other) => other.place.origin === request.place.origin);
  const ofTab = waiting.filter((other) => other.document.tabId === request.document.tabId);
  const joined = waiting.some((other) => isSameConnect(other, request));
  const isConnecting =
    request.ask.kind === 'connect' && ofOrigin.some((other) => other.ask.kind === 'connect');
  const bytes = waiting.reduce((sum, other) => sum + other.bytes, request.bytes);
  const isPromptTooMany = isConnecting || countPrompts(ofTab) >= mostHeld.ofTab;
  if (
    (isPromptTooMany && !joined) ||
    ofOrigin.length >= mostHeld.ofOrigin ||
    waiting.length >= mostHeld.inAll ||
    bytes > mostHeld.bytes
  ) {
    throw new RequestRefused('limit-exceeded');
  }
}

function countPrompts(waiting: readonly HeldRequest[]): number {
  return waiting.filter(
    (request, index) => !waiting.slice(0, index).some((other) => isSameConnect(other, request)),
  ).length;
}

/** Whether two requests ask a person for the same connection. */
export function isSameConnect(one: HeldRequest, other: HeldRequest): boolean {
  return one.ask.kind === 'connect' && other.ask.kind === 'connect' && one.key === other.key;
}

/** What a site may still ask for at once. */
export interface Bucket {
  readonly tokens: number;
  readonly at: Millis;
}

/** Rate in tokens a second. */
interface Flow {
  readonly rate: number;
  readonly burst: number;
}

const reads = { withSession: { rate: 50, burst: 500 }, without: { rate: 10, burst: 100 } };
/** More than any dApp sends one after the other; what a site sends beyond it would make other sites wait. */
const requests: Flow = { rate: 1_000, burst: 5_000 };

/** The bucket of a top-level site after one more read of the chain, or null where it is empty. */
export function takeRead(bucket: Bucket | null, hasSession: boolean, now: Millis): Bucket | null {
  return take(bucket, hasSession ? reads.withSession : reads.without, now);
}

/** The bucket of a top-level site after one more request of any kind, or null where it is empty. */
export function takeRequest(bucket: Bucket | null, now: Millis): Bucket | null {
  return take(bucket, requests, now);
}

function take(bucket: Bucket | null, { rate, burst }: Flow, now: Millis): Bucket | null {
  const refilled = bucket === null ? burst : bucket.tokens + (Math.max(0, now - bucket.at) / second) * rate;
  const tokens = Math.min(refilled, burst);
  return tokens < 1 ? null : { tokens: tokens - 1, at: now };
}

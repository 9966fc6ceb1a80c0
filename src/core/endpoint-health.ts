import { minute, second, type Millis } from './units';

/** What went wrong with an endpoint, as far as a browser tells. */
export const endpointTroubles = [
  /** The name was not found, the connection was refused or broke, the certificate did not fit. */
  'unreachable',
  /** Nothing of an answer came in time: it is down, or something on the way drops what is sent to it. */
  'no-answer',
  /** Its answer began, and was not complete in time. */
  'timed-out',
  /** It sent the question elsewhere, which is not followed. */
  'redirected',
  /** It answered with something that is no JSON: often a web page. */
  'not-json',
  /** JSON, but no answer to what was asked. */
  'malformed',
  'too-large',
  /** It has had enough of us for now. */
  'busy',
  /** It says that it has failed: status 500 and above, or an error instead of its chain id. */
  'failing',
  /** It is of another chain than it should be (SEC-12). */
  'other-chain',
] as const;
export type EndpointTrouble = (typeof endpointTroubles)[number];

/**
 * What was seen of one endpoint: a circuit that closes with an answer and opens with a failure. Moments are on
 * whichever clock the caller uses, one that never runs backwards.
 */
export interface EndpointHealth {
  readonly answeredAt: Millis | null;
  /** How long its last answer took. */
  readonly latency: Millis | null;
  /** In a row; 0 is a closed circuit. */
  readonly failures: number;
  /** When it failed last; null where it has not since the last answer. */
  readonly failedAt: Millis | null;
  /** What the last failure was; null where there was none since the last answer. */
  readonly trouble: EndpointTrouble | null;
  /** Until then others are asked first. */
  readonly retryAt: Millis;
  /** Until then it is not asked at all, because it said so (RFC 9110, Retry-After). */
  readonly barredUntil: Millis;
}

/** How long an endpoint that failed is left alone: doubled with each failure in a row. */
export interface BackOff {
  readonly first: Millis;
  readonly longest: Millis;
}

export const usualBackOff: BackOff = { first: second, longest: 2 * minute };

/** The longest that an endpoint's own word keeps us away: a wrong header must not switch it off for a day. */
export const longestBar: Millis = 10 * minute;

export const untriedEndpoint: EndpointHealth = {
  answeredAt: null,
  latency: null,
  failures: 0,
  failedAt: null,
  trouble: null,
  retryAt: 0,
  barredUntil: 0,
};

/** An answer came: whatever was before is forgiven. */
export function noteAnswer(at: Millis, latency: Millis): EndpointHealth {
  return { ...untriedEndpoint, answeredAt: at, latency };
}

/** One failure. `retryAfter`: how long the endpoint asked to be left alone. */
export interface Failure {
  readonly trouble: EndpointTrouble;
  /** When the question was asked. */
  readonly askedAt: Millis;
  readonly at: Millis;
  readonly retryAfter: Millis | null;
}

/**
 * Questions that were under way together fail as one: a screen that asks six at once has not tried six times.
 * Half of the wait is by chance, so that many wallets do not come back to an endpoint at the same moment.
 * @param chance from 0 up to 1
 */
export function noteFailure(
  health: EndpointHealth,
  { trouble, askedAt, at, retryAfter }: Failure,
  backOff: BackOff,
  chance: number,
): EndpointHealth {
  if (health.failedAt !== null && askedAt < health.failedAt && retryAfter === null) return health;
  const failures = health.failures + 1;
  // Capped, for 2^1024 is no number any more.
  const wait = Math.min(backOff.first * 2 ** Math.min(failures - 1, 30), backOff.longest);
  const barredUntil = retryAfter === null ? health.barredUntil : at + Math.min(retryAfter, longestBar);
  return {
    ...health,
    failures,
    failedAt: at,
    trouble,
    barredUntil,
    retryAt: Math.max(at + wait * (0.5 + chance / 2), barredUntil),
  };
}

/** There is reason to think that what failed has passed: it may be asked at once, and the waits begin anew. */
export function beginAnew(health: EndpointHealth, at: Millis): EndpointHealth {
  if (health.failures === 0) return health;
  return { ...health, failures: 1, failedAt: at, retryAt: Math.max(at, health.barredUntil) };
}

/**
 * The one question that finds out whether an endpoint is back: meanwhile, for `lease` at most, everybody else goes on
 * to the others.
 */
export function beginTrial(health: EndpointHealth, at: Millis, lease: Millis): EndpointHealth {
  return health.failures === 0 || health.retryAt > at ? health : { ...health, retryAt: at + lease };
}

/**
 * The order in which endpoints are asked: those that are well in their own order, then those that failed, the one due
 * next first. One that is barred is left out.
 */
export function orderEndpoints(
  endpoints: readonly string[],
  healthOf: (endpoint: string) => EndpointHealth,
  now: Millis,
): readonly string[] {
  const due = (endpoint: string): Millis => Math.max(now, healthOf(endpoint).retryAt);
  return endpoints
    .filter((endpoint) => healthOf(endpoint).barredUntil <= now)
    .toSorted((one, other) => due(one) - due(other));
}

/** Whether a network is away: whoever was asked last has not answered. Nothing is said of one that was never asked. */
export function isAway(endpoints: readonly Pick<EndpointState, 'state'>[]): boolean {
  return endpoints.length > 0 && endpoints.every(({ state }) => state === 'away');
}

/** An endpoint as far as it is known now, in lengths of time that mean the same on every clock. */
export interface EndpointState {
  readonly endpoint: string;
  readonly state: 'untried' | 'answers' | 'away';
  readonly latency: Millis | null;
  /** How long ago it answered last. */
  readonly answeredAgo: Millis | null;
  readonly trouble: EndpointTrouble | null;
  /** How long it is left alone yet; 0: the next question may go to it. */
  readonly retryIn: Millis;
}

/** What is to be said of an endpoint. */
export function stateOf(endpoint: string, health: EndpointHealth, now: Millis): EndpointState {
  const { failures, answeredAt, latency, trouble, retryAt } = health;
  const state = failures > 0 ? 'away' : answeredAt === null ? 'untried' : 'answers';
  const answeredAgo = answeredAt === null ? null : Math.round(now - answeredAt);
  return { endpoint, state, latency, answeredAgo, trouble, retryIn: Math.max(0, Math.ceil(retryAt - now)) };
}

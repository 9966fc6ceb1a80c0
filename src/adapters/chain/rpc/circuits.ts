import {
  beginAnew,
  beginTrial,
  noteAnswer,
  noteFailure,
  orderEndpoints,
  stateOf,
  untriedEndpoint,
  type BackOff,
  type EndpointHealth,
  type EndpointState,
  type EndpointTrouble,
} from '../../../core/endpoint-health';
import { readRetryAfter } from '../../../core/retry-after';
import type { Millis } from '../../../core/units';

/** The clocks and the chance that circuits go by. */
export interface Surroundings {
  /** Never runs backwards, whatever happens to the wall clock. */
  readonly steady: () => Millis;
  /** For the dates of `Retry-After`. */
  readonly wall: () => Millis;
  /** From 0 up to 1. */
  readonly chance: () => number;
}

export const realSurroundings: Surroundings = {
  steady: () => performance.now(),
  wall: () => Date.now(),
  chance: () => Math.random(),
};

/** What this life of the worker has seen of every endpoint. A new one tries each anew. */
export interface Circuits {
  order(endpoints: readonly string[]): readonly string[];
  /** An endpoint is about to be asked; `lease`: how long that may take. */
  begin(endpoint: string, lease: Millis): void;
  /** The waits of these begin anew. */
  beginAnew(endpoints: readonly string[]): void;
  answered(endpoint: string, latency: Millis): void;
  /** `took`: how long ago it was asked. */
  failed(endpoint: string, trouble: EndpointTrouble, took: Millis, retryAfter: string | null): void;
  state(endpoint: string): EndpointState;
}

const mostEndpoints = 500;

/** @param onChange what can be said of an endpoint has changed; `isBack`: it answers again */
export function createCircuits(
  { steady, wall, chance }: Surroundings,
  backOff: BackOff,
  onChange: (isBack: boolean) => void,
): Circuits {
  const seen = new Map<string, EndpointHealth>();
  const keep = (endpoint: string, health: EndpointHealth): void => {
    // The one seen longest ago goes first: sites can name endpoints without end.
    seen.delete(endpoint);
    seen.set(endpoint, health);
    const [oldest] = seen.keys();
    if (seen.size > mostEndpoints && oldest !== undefined) seen.delete(oldest);
  };
  const healthOf = (endpoint: string): EndpointHealth => seen.get(endpoint) ?? untriedEndpoint;
  return {
    order: (endpoints) => orderEndpoints(endpoints, healthOf, steady()),
    begin(endpoint, lease) {
      keep(endpoint, beginTrial(healthOf(endpoint), steady(), lease));
    },
    beginAnew(endpoints) {
      for (const endpoint of endpoints) keep(endpoint, beginAnew(healthOf(endpoint), steady()));
    },
    answered(endpoint, latency) {
      const before = healthOf(endpoint);
      keep(endpoint, noteAnswer(steady(), latency));
      if (before.failures > 0 || before.answeredAt === null) onChange(before.failures > 0);
    },
    failed(endpoint, trouble, took, retryAfter) {
      const at = steady();
      const failure = { trouble, askedAt: at - took, at, retryAfter: readRetryAfter(retryAfter, wall()) };
      keep(endpoint, noteFailure(healthOf(endpoint), failure, backOff, chance()));
      onChange(false);
    },
    state: (endpoint) => stateOf(endpoint, healthOf(endpoint), steady()),
  };
}

import type { Millis } from './units';

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

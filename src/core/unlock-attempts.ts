import type { Millis } from './units';
import { hour, second } from './units';

/** Wrong passwords in a row (SEC-17). */
export interface UnlockAttempts {
  readonly failed: number;
  /** Effective time, which a clock set back does not move, at which a password may be tried again; null: at once. */
  readonly retryAt: Millis | null;
}

export const noFailedAttempts: UnlockAttempts = { failed: 0, retryAt: null };

const freeAttempts = 10;
const firstDelay: Millis = 30 * second;
const longestDelay: Millis = hour;

/** The attempts after one more wrong password at `now` (effective time): from the tenth on each is followed by a delay that doubles. */
export function failAttempt(attempts: UnlockAttempts, now: Millis): UnlockAttempts {
  const failed = attempts.failed + 1;
  if (failed < freeAttempts) return { failed, retryAt: null };
  const delay = Math.min(firstDelay * 2 ** Math.min(failed - freeAttempts, 20), longestDelay);
  return { failed, retryAt: now + delay };
}

/** Whether a password may be tried at `now` (effective time). */
export function mayAttempt(attempts: UnlockAttempts, now: Millis): boolean {
  return attempts.retryAt === null || now >= attempts.retryAt;
}

import type { Millis } from './units';
import { hour, second } from './units';

/** Wrong passwords in a row (SEC-17). */
export interface UnlockAttempts {
  readonly failed: number;
  /** Effective time, which a clock set back does not move, at which a password may be tried again; null: at once. */
  readonly retryAt: Millis | null;
  /** Wrong passwords before the last right one: what the person is told of while the vault is unlocked. */
  readonly failedBefore: number;
}

export const noFailedAttempts: UnlockAttempts = { failed: 0, retryAt: null, failedBefore: 0 };

const freeAttempts = 10;
const firstDelay: Millis = 30 * second;
const longestDelay: Millis = hour;

/** The attempts after one more wrong password at `now` (effective time): from the tenth on each is followed by a delay that doubles. */
export function failAttempt(attempts: UnlockAttempts, now: Millis): UnlockAttempts {
  const failed = attempts.failed + 1;
  if (failed < freeAttempts) return { ...attempts, failed, retryAt: null };
  const delay = Math.min(firstDelay * 2 ** Math.min(failed - freeAttempts, 20), longestDelay);
  return { ...attempts, failed, retryAt: now + delay };
}

/**
 * The attempts after the right password unlocked the vault; the wrong ones before it are there to be told.
 * A try is counted before its password is looked at, so this one is among `attempts`, and is taken off.
 */
export function passUnlock(attempts: UnlockAttempts): UnlockAttempts {
  return { failed: 0, retryAt: null, failedBefore: Math.max(0, attempts.failed - 1) };
}

/** The same after the right password was given for something else: what is to be told adds up until the next unlock. */
export function passCheck(attempts: UnlockAttempts): UnlockAttempts {
  return { ...passUnlock(attempts), failedBefore: attempts.failedBefore + passUnlock(attempts).failedBefore };
}

/** Whether a password may be tried at `now` (effective time). */
export function mayAttempt(attempts: UnlockAttempts, now: Millis): boolean {
  return attempts.retryAt === null || now >= attempts.retryAt;
}

/**
 * The attempts once time itself was set back from `before` to `now`. What is left of a delay is neither shortened by
 * that, nor grows beyond the longest one: a clock that was a year ahead locks nobody out for a year.
 */
export function moveDelay(attempts: UnlockAttempts, before: Millis, now: Millis): UnlockAttempts {
  if (mayAttempt(attempts, before)) return { ...attempts, retryAt: null };
  const left = Math.min((attempts.retryAt ?? before) - before, longestDelay);
  return { ...attempts, retryAt: now + left };
}

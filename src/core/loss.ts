import type { Millis } from './units';

/** The store was lost or damaged, and what became of it: told to the person until they have seen it (SEC-24). */
export interface Loss {
  /** Everything, or some records. */
  readonly what: 'store' | 'records';
  /** When it was found out. */
  readonly at: Millis;
  /** What came back from the second copy; null while that waits for the password. */
  readonly restored: Restored | null;
}

export interface Restored {
  readonly at: Millis;
  readonly accounts: number;
  /** Sessions that stand as ended now, one click away. */
  readonly sessions: number;
  /** False where the second copy could not be read: the phrase's first account is all that there is. */
  readonly isComplete: boolean;
}

/** Whether what was lost may still come back, so that nobody knows who was connected. */
export function isRestoring(loss: Loss | null): boolean {
  return loss !== null && loss.restored === null;
}

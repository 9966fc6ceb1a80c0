import type { Millis } from './units';

export const lossKinds = ['store', 'records', 'earlier-state'] as const;
export type LossKind = (typeof lossKinds)[number];

/** The store was lost or damaged, and what became of it: told to the person until they have seen it (SEC-24). */
export interface Loss {
  /** Everything, some records, or what had come after an earlier state, to which the store went back. */
  readonly what: LossKind;
  /** When it was found out. */
  readonly at: Millis;
  /** What came back from the second copy; null while that waits for the password. */
  readonly restored: Restored | null;
}

export interface Restored {
  readonly at: Millis;
  /** Those that the store did not have. */
  readonly accounts: number;
  /** Those that ended with the loss, or came back as ended ones: each is one click away. */
  readonly sessions: number;
  /** False where the second copy could not be read: the phrase's first account is all that there is. */
  readonly isComplete: boolean;
}

/** Whether what was lost may still come back, so that nobody knows who was connected. */
export function isRestoring(loss: Loss | null): boolean {
  return loss !== null && loss.restored === null;
}

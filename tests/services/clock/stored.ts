import type { Session } from '../../../src/core/session';
import type { UnlockAttempts } from '../../../src/core/unlock-attempts';
import type { Millis } from '../../../src/core/units';
import type { Rows } from '../fake-store';

/** What clock rules speak of, as stored. */
export interface Stored {
  readonly mark: Millis;
  readonly live: readonly Session[];
  readonly attempts: UnlockAttempts;
}

export function stored({ clockMark, sessions, unlockAttempts }: Readonly<Rows>): Stored {
  return {
    mark: clockMark,
    live: [...sessions.values()].filter(({ end }) => end === null),
    attempts: unlockAttempts,
  };
}

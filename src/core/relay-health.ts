import type { RelayAddress } from './relay-address';
import type { RelayFault } from './relay-fault';
import type { Millis } from './units';

/** What a relay was like, as far as this worker has seen. */
export interface RelayHealth {
  readonly address: RelayAddress;
  /** Whether it answered when it was last asked. Null: not tried yet. */
  readonly isReachable: boolean | null;
  /** Of its last answer to a read; null where that was none in full. */
  readonly latency: Millis | null;
  /** When it last sent a verified claim; wall clock. */
  readonly lastClaimAt: Millis | null;
  /** Whether its last answer had the highest epoch of that read; null where that was none in full. */
  readonly isAgreeing: boolean | null;
  /** What it last said when it refused to store; cleaned. */
  readonly refusal: string | null;
  readonly dropped: Readonly<Partial<Record<RelayFault, number>>>;
}

/** What a trial of a relay came to: whether it answers, and whether it keeps what it is given. */
export type RelayTrial =
  | { readonly isReachable: false }
  | { readonly isReachable: true; readonly latency: Millis; readonly isKeeping: boolean };

import type { RelayAddress } from './relay-address';
import type { RelayFault } from './relay-fault';
import type { Millis } from './units';

/** What a relay was like, as far as this worker has seen. */
export interface RelayHealth {
  readonly address: RelayAddress;
  /** Null: not tried yet. */
  readonly isReachable: boolean | null;
  /** Of the last full answer. */
  readonly latency: Millis | null;
  /** When it last sent a verified claim; wall clock. */
  readonly lastClaimAt: Millis | null;
  /** Whether its last full answer had the highest epoch of that read. */
  readonly isAgreeing: boolean | null;
  /** What it last said when it refused to store; cleaned. */
  readonly refusal: string | null;
  readonly dropped: Readonly<Partial<Record<RelayFault, number>>>;
}

/** What a trial of a relay came to: whether it answers, and whether it keeps what it is given. */
export type RelayTrial =
  | { readonly isReachable: false }
  | { readonly isReachable: true; readonly latency: Millis; readonly isKeeping: boolean };

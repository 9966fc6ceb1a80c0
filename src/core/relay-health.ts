import { quorumOf } from './quorum';
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

/** What is said of the relays together: a quorum of them is needed (SEC-30). */
export type RelaysVerdict =
  | 'works'
  /** Some have trouble, and enough have none. */
  | 'enough'
  /** What needs an active device waits when the grace is over. */
  | 'too-few'
  /** Enough can be read, and too few keep what a device that takes an account over has to leave there. */
  | 'too-few-keep';

export interface RelaysFinding {
  readonly verdict: RelaysVerdict;
  readonly total: number;
  /** How many must answer. */
  readonly size: number;
  readonly answering: number;
}

/** Judges the relays by how each of them did; null where there is none. */
export function judgeRelays(trials: readonly RelayTrial[]): RelaysFinding | null {
  const total = trials.length;
  if (total === 0) return null;
  const { size } = quorumOf(total);
  const answering = trials.filter(({ isReachable }) => isReachable).length;
  const keeping = trials.filter((trial) => trial.isReachable && trial.isKeeping).length;
  const verdict = () => {
    if (answering < size) return 'too-few';
    if (keeping < size) return 'too-few-keep';
    return keeping < total ? 'enough' : 'works';
  };
  return { verdict: verdict(), total, size, answering };
}

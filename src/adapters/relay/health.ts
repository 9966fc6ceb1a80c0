import { cleanText } from '../../core/page-text';
import type { RelayAddress } from '../../core/relay-address';
import type { RelayFault } from '../../core/relay-fault';
import type { Millis } from '../../core/units';
import type { RelayHealth } from '../../core/relay-health';

/** Characters of a relay's own words that are kept. */
const wordsLimit = 120;

/** What this worker has seen of one relay. */
export interface HealthRecord {
  /** In full, so long after it was asked. */
  answered(latency: Millis): void;
  /** It took or refused an event. */
  spoke(): void;
  /** No full answer came: what was known of the one before says nothing of now. `isReachable`: it said so itself. */
  failed(isReachable: boolean): void;
  sentClaim(): void;
  agreed(isAgreeing: boolean): void;
  refused(words: string): void;
  dropped(fault: RelayFault): void;
  read(): RelayHealth;
}

/** @param onChange hears of each change, and may be called often */
export function createHealth(address: RelayAddress, onChange: () => void): HealthRecord {
  const unknown: RelayHealth = {
    address,
    isReachable: null,
    latency: null,
    lastClaimAt: null,
    isAgreeing: null,
    refusal: null,
    dropped: {},
  };
  let health = unknown;
  const note = (seen: Partial<RelayHealth>): void => {
    health = { ...health, ...seen };
    onChange();
  };
  return {
    answered: (latency) => note({ isReachable: true, latency: Math.round(latency) }),
    spoke: () => note({ isReachable: true }),
    failed: (isReachable) => note({ isReachable, latency: null, isAgreeing: null }),
    sentClaim: () => note({ lastClaimAt: Date.now() }),
    agreed: (isAgreeing) => note({ isAgreeing }),
    refused: (words) => note({ refusal: cleanText(words, wordsLimit) }),
    dropped: (fault) => {
      const { dropped } = health;
      note({ dropped: { ...dropped, [fault]: (dropped[fault] ?? 0) + 1 } });
    },
    read: () => health,
  };
}

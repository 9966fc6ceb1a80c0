import { cleanText } from '../../core/page-text';
import type { RelayAddress } from '../../core/relay-address';
import type { RelayFault } from '../../core/relay-fault';
import type { Millis } from '../../core/units';
import type { RelayHealth } from '../../core/relay-health';

/** Characters of a relay's own words that are kept. */
const wordsLimit = 120;

/** What this worker has seen of one relay. */
export interface HealthRecord {
  reached(isReachable: boolean): void;
  answered(latency: Millis): void;
  sentClaim(): void;
  agreed(isAgreeing: boolean): void;
  refused(words: string): void;
  dropped(fault: RelayFault): void;
  read(): RelayHealth;
}

export function createHealth(address: RelayAddress): HealthRecord {
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
  return {
    reached: (isReachable) => {
      health = { ...health, isReachable };
    },
    answered: (latency) => {
      health = { ...health, latency: Math.round(latency) };
    },
    sentClaim: () => {
      health = { ...health, lastClaimAt: Date.now() };
    },
    agreed: (isAgreeing) => {
      health = { ...health, isAgreeing };
    },
    refused: (words) => {
      health = { ...health, refusal: cleanText(words, wordsLimit) };
    },
    dropped: (fault) => {
      const { dropped } = health;
      health = { ...health, dropped: { ...dropped, [fault]: (dropped[fault] ?? 0) + 1 } };
    },
    read: () => health,
  };
}

import type { Quorum } from '../../core/quorum';
import { relayFaults, type RelayFault } from '../../core/relay-fault';
import type { RelayHealth, RelayTrial } from '../../core/relay-health';
import type { PlainKey, Translate } from '../../ui/translate';

/** Why something that a relay sent was dropped. */
export const relayFaultWords = {
  oversized: 'relaysFaultOversized',
  malformed: 'relaysFaultMalformed',
  'wrong-author': 'relaysFaultWrongAuthor',
  'bad-hash': 'relaysFaultBadHash',
  'bad-signature': 'relaysFaultBadSignature',
  'wrong-kind': 'relaysFaultWrongKind',
  undecryptable: 'relaysFaultUndecryptable',
  'unknown-version': 'relaysFaultUnknownVersion',
  'bad-content': 'relaysFaultBadContent',
  'bad-device-signature': 'relaysFaultBadDeviceSignature',
  'wrong-slot': 'relaysFaultWrongSlot',
  'bad-generation': 'relaysFaultBadGeneration',
  flood: 'relaysFaultFlood',
} as const satisfies Record<RelayFault, PlainKey>;

/** A relay's address without what all of them have in common: "relay.example". */
export function relayName(address: string): string {
  return address.replace(/^wss?:\/\//, '').replace(/^([^/?]+)\/$/, '$1');
}

/** Several relays in a sentence. */
export function relayNames(t: Translate, addresses: readonly string[]): string {
  return addresses.map(relayName).join(t('backupNameSeparator'));
}

/** How many relays must answer, and how many of them may be wrong. */
export function quorumSentence(t: Translate, { size, hostile }: Quorum, total: number): string {
  if (total === 1) return t('relaysQuorumOne');
  if (hostile === 0) return t('relaysQuorum', { size, total });
  return t.count('relaysQuorumHostile', hostile, { size, total });
}

/** Whether a relay answers, as far as is known. */
export function reachSentence(t: Translate, { isReachable, latency }: RelayHealth): string {
  if (isReachable === null) return t('relaysUntried');
  if (!isReachable) return t('relaysUnreachable');
  return latency === null ? t('relaysReachable') : t('relaysReachableIn', { millis: Math.round(latency) });
}

/** What trying a relay came to. */
export function trialSentence(t: Translate, trial: RelayTrial): string {
  if (!trial.isReachable) return t('relaysTestDead');
  const millis = Math.round(trial.latency);
  return t(trial.isKeeping ? 'relaysTestGood' : 'relaysTestForgets', { millis });
}

/** What was dropped and how often, without what was not. */
export function droppedFaults(dropped: RelayHealth['dropped']): readonly (readonly [RelayFault, number])[] {
  return relayFaults
    .map((fault) => [fault, dropped[fault] ?? 0] as const)
    .filter(([, messages]) => messages > 0);
}

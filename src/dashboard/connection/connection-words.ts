import type { CheckedHost, HostUse, Verdict } from '../../core/connection';
import type { RelaysFinding, RelaysVerdict } from '../../core/relay-health';
import type { PlainKey, Translate } from '../../ui/translate';
import { troubleWords } from '../../ui/trouble-words';

/** What is said of the connection as a whole, and what to do next; of relays there is a word of their own. */
export const verdictWords = {
  works: { title: 'connectionWorks', next: 'connectionWorksNext' },
  'no-network': { title: 'connectionNoNetwork', next: 'connectionNoNetworkNext' },
  'captive-portal': { title: 'connectionPortal', next: 'connectionPortalNext' },
  'maybe-portal': { title: 'connectionMaybePortal', next: 'connectionMaybePortalNext' },
  'nothing-reached': { title: 'connectionNothingReached', next: 'connectionNothingReachedNext' },
  'some-blocked': { title: 'connectionSomeBlocked', next: 'connectionSomeBlockedNext' },
  'some-silent': { title: 'connectionSomeSilent', next: 'connectionSomeSilentNext' },
  'some-down': { title: 'connectionSomeDown', next: 'connectionSomeDownNext' },
  'nothing-to-check': { title: 'connectionNothingToCheck', next: 'connectionNothingToCheckNext' },
} as const satisfies Record<Exclude<Verdict, 'but-relays'>, { title: PlainKey; next: PlainKey }>;

const relaysTitles = {
  enough: 'connectionRelaysEnough',
  'too-few': 'connectionRelaysFew',
  'too-few-keep': 'connectionRelaysForget',
} as const satisfies Record<Exclude<RelaysVerdict, 'works'>, PlainKey>;

/** What is said of the relays, and what stops where too few answer; null where all is well, or none is chosen. */
export function relaysWords(
  t: Translate,
  relays: RelaysFinding | null,
): { title: string; next: string } | null {
  if (relays === null || relays.verdict === 'works') return null;
  const { verdict, size, total, answering } = relays;
  const title = t(relaysTitles[verdict]);
  switch (verdict) {
    case 'enough':
      return { title, next: t('connectionRelaysEnoughNext', { size, total }) };
    case 'too-few':
      return { title, next: t('connectionRelaysFewNext', { answering, total, size }) };
    case 'too-few-keep':
      return { title, next: t('connectionRelaysForgetNext') };
  }
}

/** What a host is for, in a few words. */
export function wordsOfUses(t: Translate, uses: readonly HostUse[]): string {
  return uses.map((use) => (use.kind === 'network' ? use.name : t('connectionUseRelay'))).join(', ');
}

/** What a check found of one host, in a sentence. */
export function hostSentence(t: Translate, { result, trouble, took, isLocal }: CheckedHost): string {
  switch (result) {
    case 'answers':
      return t('connectionAnswers', { millis: took ?? 0 });
    case 'blocked':
      return t('connectionBlocked');
    case 'silent':
      return t('connectionSilent');
    case 'unreachable':
      return t('connectionUnreachable');
    case 'intercepted':
      return t('connectionIntercepted');
    case 'down':
      if (isLocal && (trouble === 'unreachable' || trouble === 'relay-away'))
        return t('connectionNotRunning');
      return t(trouble === null ? 'connectionMalformed' : troubleWords[trouble].word);
  }
}

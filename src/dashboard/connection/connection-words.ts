import type { CheckedHost, Verdict } from '../../core/connection';
import type { PlainKey, Translate } from '../../ui/translate';
import { troubleWords } from '../../ui/trouble-words';

/** What is said of the connection as a whole, and what to do next. */
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
} as const satisfies Record<Verdict, { title: PlainKey; next: PlainKey }>;

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
      if (isLocal && trouble === 'unreachable') return t('connectionNotRunning');
      return t(trouble === null ? 'connectionMalformed' : troubleWords[trouble].word);
  }
}

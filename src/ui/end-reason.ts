import type { EndReason, SessionEnd } from '../core/end-reason';
import type { Millis } from '../core/units';
import { formatLength, formatMoment, formatTerm } from './format-time';
import type { PlainKey, Translate } from './translate';

/** What a person reads about the end of a session. */
export interface EndWords {
  /** The sentence: "Session ended: not used for 7 days". */
  sentence: string;
  /** The same in a few words, for a line in a list: "Not used for 7 days". */
  short: string;
  /** The answer to "Why did this happen?". */
  why: string;
  /** What the person can do now. */
  next: string;
}

type Base =
  | 'endIdleLimit'
  | 'endAbsoluteLimit'
  | 'endTakenOver'
  | 'endStorageLost'
  | 'endPrivateWindow'
  | 'endBrowserClosed'
  | 'endUpdated'
  | 'endPolicy'
  | 'endClockChanged'
  | 'endWalletReset'
  | 'endEndedByYou'
  | 'endEndedBySite'
  | 'endAccountRemoved';

/** Where the messages of a reason begin: `<base>`, `<base>Short`, `<base>Why`, `<base>Next`. */
const baseOf = {
  'idle-limit': 'endIdleLimit',
  'absolute-limit': 'endAbsoluteLimit',
  'taken-over': 'endTakenOver',
  'storage-lost': 'endStorageLost',
  'private-window': 'endPrivateWindow',
  'browser-closed': 'endBrowserClosed',
  updated: 'endUpdated',
  policy: 'endPolicy',
  'clock-changed': 'endClockChanged',
  'wallet-reset': 'endWalletReset',
  'ended-by-you': 'endEndedByYou',
  'ended-by-site': 'endEndedBySite',
  'account-removed': 'endAccountRemoved',
} as const satisfies Record<EndReason, Base>;

/** Reasons whose sentence needs nothing beside the reason. */
type PlainReason = Exclude<EndReason, 'idle-limit' | 'absolute-limit' | 'taken-over' | 'policy'>;

function plainSentence(t: Translate, reason: PlainReason): Pick<EndWords, 'sentence' | 'short'> {
  const base = baseOf[reason];
  return { sentence: t(base), short: t(`${base}Short`) };
}

function unknownSentence(
  t: Translate,
  reason: Exclude<EndReason, PlainReason>,
): Pick<EndWords, 'sentence' | 'short'> {
  const base = baseOf[reason];
  const sentence: PlainKey = `${base}Unknown`;
  return { sentence: t(sentence), short: t(`${base}ShortUnknown`) };
}

function sentenceOf(t: Translate, end: SessionEnd, now: Millis): Pick<EndWords, 'sentence' | 'short'> {
  const { reason, limit, device } = end;
  switch (reason) {
    case 'idle-limit': {
      if (limit === null) return unknownSentence(t, reason);
      const term = formatTerm(t, limit);
      return { sentence: t('endIdleLimit', { term }), short: t('endIdleLimitShort', { term }) };
    }
    case 'absolute-limit': {
      if (limit === null) return unknownSentence(t, reason);
      const term = formatLength(t, limit);
      return { sentence: t('endAbsoluteLimit', { term }), short: t('endAbsoluteLimitShort', { term }) };
    }
    case 'policy': {
      if (limit === null) return unknownSentence(t, reason);
      const term = formatLength(t, limit);
      return { sentence: t('endPolicy', { term }), short: t('endPolicyShort', { term }) };
    }
    case 'taken-over': {
      if (device === null) return unknownSentence(t, reason);
      const moment = formatMoment(t, device.at, now);
      return {
        sentence: t('endTakenOver', { device: device.name, moment }),
        short: t('endTakenOverShort', { device: device.name }),
      };
    }
    default:
      return plainSentence(t, reason);
  }
}

/** The words for the end of a session, in the language of `t`. `now` decides what "today" means. */
export function endWords(t: Translate, end: SessionEnd, now: Millis): EndWords {
  const base = baseOf[end.reason];
  return { ...sentenceOf(t, end, now), why: t(`${base}Why`), next: t(`${base}Next`) };
}

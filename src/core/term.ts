import { profileTerms, type Profile } from './policy';
import { day, hour, minute, type Millis } from './units';

/** What a person picks under "Session length". */
export type TermChoice =
  | { readonly kind: 'profile-default' }
  | { readonly kind: 'length'; readonly length: Millis }
  | { readonly kind: 'until-browser-closes' };

/** How long a session may live. Limits are positive; `idleLimit` never exceeds `absoluteLimit`. */
export interface Term {
  readonly choice: TermChoice;
  /** Since the last use. */
  readonly idleLimit: Millis;
  /** Since the session was opened. Never moves. */
  readonly absoluteLimit: Millis;
  readonly warnBefore: Millis;
}

/** The lengths that are offered beside the profile's default, "until I close the browser" and a custom one. */
export const offeredLengths: readonly Millis[] = [hour, day, 7 * day, 14 * day];

const shortestLength: Millis = minute;

/** Why a choice makes no term. */
export type TermFault = 'too-short' | 'too-long';

/** The term that a choice gives on a device of this profile, or why it gives none. */
export function makeTerm(choice: TermChoice, profile: Profile): Term | TermFault {
  const terms = profileTerms[profile];
  switch (choice.kind) {
    case 'profile-default':
      return {
        choice,
        idleLimit: terms.idleLimit,
        absoluteLimit: terms.absoluteLimit,
        warnBefore: terms.warnBefore,
      };
    case 'until-browser-closes':
      return limitedTo(terms.longest, choice, profile);
    case 'length':
      if (!Number.isSafeInteger(choice.length) || choice.length < shortestLength) return 'too-short';
      if (choice.length > terms.longest) return 'too-long';
      return limitedTo(choice.length, choice, profile);
  }
}

/** Whether use can move this term's deadline; if not, "Extend" is off. */
export function isExtendable(term: Term): boolean {
  return term.idleLimit < term.absoluteLimit;
}

function limitedTo(length: Millis, choice: TermChoice, profile: Profile): Term {
  const terms = profileTerms[profile];
  return {
    choice,
    absoluteLimit: length,
    idleLimit: Math.min(terms.idleLimit, length),
    warnBefore: Math.min(terms.warnBefore, Math.floor(length / 5)),
  };
}

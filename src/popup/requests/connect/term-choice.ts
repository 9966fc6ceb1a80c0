import { type Profile, profileTerms } from '../../../core/policy';
import { makeTerm, offeredLengths, type TermChoice } from '../../../core/term';
import { minute } from '../../../core/units';

/** What stands in the combobox: the profile's default, a length in milliseconds, or one of the other two. */
export type LengthOption = 'default' | 'browser' | 'custom' | `${number}`;

/** What the person picked, as it stands in the fields. */
export interface ChosenLength {
  readonly option: LengthOption;
  /** As typed, for `custom`. */
  readonly minutes: string;
}

export const firstLength: ChosenLength = { option: 'default', minutes: '' };

/** What may be picked on a device of this profile; nothing above its longest. */
export function lengthOptions(profile: Profile): readonly LengthOption[] {
  const lengths = offeredLengths.filter((length) => length <= profileTerms[profile].longest);
  return ['default', ...lengths.map((length): LengthOption => `${length}`), 'browser', 'custom'];
}

/** The most minutes that may be typed. */
export function mostMinutes(profile: Profile): number {
  return Math.floor(profileTerms[profile].longest / minute);
}

/** The choice that the fields stand for; null where they stand for none that is offered. */
export function termChoiceOf({ option, minutes }: ChosenLength, profile: Profile): TermChoice | null {
  const choice = readChoice(option, minutes);
  return choice === null || typeof makeTerm(choice, profile) === 'string' ? null : choice;
}

function readChoice(option: LengthOption, minutes: string): TermChoice | null {
  switch (option) {
    case 'default':
      return { kind: 'profile-default' };
    case 'browser':
      return { kind: 'until-browser-closes' };
    case 'custom':
      return /^\d+$/.test(minutes.trim()) ? { kind: 'length', length: Number(minutes) * minute } : null;
    default:
      return { kind: 'length', length: Number(option) };
  }
}

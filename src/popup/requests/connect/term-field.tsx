import { type Profile, profileTerms } from '../../../core/policy';
import { minute } from '../../../core/units';
import { NumberField } from '../../../ui/controls/number-field';
import { SelectField } from '../../../ui/controls/select-field';
import { formatLength, formatMoment, formatTerm } from '../../../ui/format-time';
import { useT } from '../../../ui/language';
import type { Translate } from '../../../ui/translate';
import { useRulesNow } from '../../../ui/use-overview';
import {
  type ChosenLength,
  type LengthOption,
  lengthOptions,
  mostMinutes,
  termChoiceOf,
} from './term-choice';

/** "Session length", and "Minutes" for a length of one's own. */
export function TermField({
  chosen,
  profile,
  onChange,
}: {
  chosen: ChosenLength;
  profile: Profile;
  onChange: (chosen: ChosenLength) => void;
}) {
  const t = useT();
  const now = useRulesNow(minute);
  const choice = termChoiceOf(chosen, profile);
  const most = mostMinutes(profile);
  const maximum = new Intl.NumberFormat(t.language).format(most);
  const until =
    choice?.kind === 'length'
      ? t('connectLengthUntil', { moment: formatMoment(t, now + choice.length, now) })
      : undefined;
  const isCustom = chosen.option === 'custom';
  const isWrong = isCustom && choice === null && chosen.minutes !== '';
  return (
    <>
      <SelectField
        label={t('connectLength')}
        value={chosen.option}
        options={lengthOptions(profile).map((value) => ({ value, label: optionLabel(t, value) }))}
        hint={isCustom ? undefined : (until ?? optionHint(t, chosen.option, profile))}
        onChange={(option) => onChange({ ...chosen, option })}
      />
      {isCustom && (
        <NumberField
          label={t('connectMinutes')}
          value={chosen.minutes}
          minimum={1}
          maximum={most}
          error={isWrong ? t('errorMinutesRange', { maximum }) : undefined}
          hint={isWrong ? undefined : (until ?? t('connectMinutesRange', { maximum }))}
          onChange={(minutes) => onChange({ ...chosen, minutes })}
        />
      )}
    </>
  );
}

function optionLabel(t: Translate, option: LengthOption): string {
  switch (option) {
    case 'default':
      return t('connectLengthDefault');
    case 'browser':
      return t('connectLengthBrowser');
    case 'custom':
      return t('connectLengthCustom');
    default:
      return formatLength(t, Number(option));
  }
}

function optionHint(t: Translate, option: LengthOption, profile: Profile): string | undefined {
  const { idleLimit, absoluteLimit, longest } = profileTerms[profile];
  if (option === 'default') {
    return t('connectLengthDefaultHint', {
      idle: formatTerm(t, idleLimit),
      absolute: formatLength(t, absoluteLimit),
    });
  }
  return option === 'browser'
    ? t('connectLengthBrowserHint', { absolute: formatLength(t, longest) })
    : undefined;
}

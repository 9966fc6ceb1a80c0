import { graceChoices } from '../../core/settings';
import { hour, minute, type Millis } from '../../core/units';
import { RadioGroup } from '../../ui/controls/check-row';
import { useT } from '../../ui/language';
import type { Translate } from '../../ui/translate';

/** How long signing goes on after enough relays last answered. */
export function RelayGrace({
  value,
  isDisabled,
  onChange,
}: {
  value: Millis;
  isDisabled: boolean;
  onChange: (grace: Millis) => void;
}) {
  const t = useT();
  return (
    <RadioGroup
      label={t('relaysGrace')}
      value={String(value)}
      options={graceChoices.map((grace) => ({ value: String(grace), ...graceWords(t, grace) }))}
      isDisabled={isDisabled}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}

function graceWords(t: Translate, grace: Millis): { label: string; detail: string } {
  if (grace === 0) return { label: t('relaysGraceStrict'), detail: t('relaysGraceStrictHint') };
  const isShort = grace < hour;
  const length = isShort
    ? t.count('timeTermMinutes', grace / minute)
    : t.count('timeTermHours', grace / hour);
  return {
    label: t('relaysGraceGoOn', { length }),
    detail: t(isShort ? 'relaysGraceShortHint' : 'relaysGraceLongHint', { length }),
  };
}

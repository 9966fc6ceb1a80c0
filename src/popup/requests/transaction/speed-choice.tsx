import { useId } from 'react';
import type { TransactionPreview } from '../../../protocol/ui';
import { useT } from '../../../ui/language';

type Speed = TransactionPreview['speed'];

/** How fast the transaction should go, and with it how much it may cost. */
export function SpeedChoice({
  value,
  isDisabled,
  onChange,
}: {
  value: Speed;
  isDisabled: boolean;
  onChange: (speed: Speed) => void;
}) {
  const t = useT();
  const id = useId();
  const options: readonly { speed: Speed; label: string }[] = [
    { speed: 'slow', label: t('transactionSpeedSlow') },
    { speed: 'normal', label: t('transactionSpeedNormal') },
    { speed: 'fast', label: t('transactionSpeedFast') },
  ];
  return (
    <fieldset
      className="segments"
      role="radiogroup"
      aria-label={t('transactionSpeed')}
      aria-busy={isDisabled}
    >
      {options.map(({ speed, label }) => (
        <label key={speed}>
          <input
            type="radio"
            name={id}
            checked={speed === value}
            onChange={() => {
              if (!isDisabled) onChange(speed);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

import { type KeyboardEvent, useState } from 'react';
import { useT } from '../language';
import { Field, type FieldProps, focusFirst } from './field';

/** A password. Can be shown; tells when Caps Lock is on; the browser neither saves nor completes it (SEC-15). */
export function PasswordField({
  value,
  onChange,
  hasFocusFirst = false,
  isDisabled = false,
  ...field
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  hasFocusFirst?: boolean | undefined;
  isDisabled?: boolean | undefined;
}) {
  const t = useT();
  const [isShown, setIsShown] = useState(false);
  const [isCapsLock, setIsCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setIsCapsLock(event.getModifierState('CapsLock'));
  return (
    <Field {...field} hint={isCapsLock ? t('unlockCapsLock') : field.hint}>
      {(binding) => (
        <div className="input-frame">
          <input
            {...binding}
            className="input"
            type={isShown ? 'text' : 'password'}
            value={value}
            ref={hasFocusFirst ? focusFirst : null}
            disabled={isDisabled}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={watchCapsLock}
            onKeyUp={watchCapsLock}
            onBlur={() => setIsCapsLock(false)}
          />
          <button
            type="button"
            className="input-action"
            aria-controls={binding.id}
            disabled={isDisabled}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? t('commonHide') : t('commonShow')}
          </button>
        </div>
      )}
    </Field>
  );
}

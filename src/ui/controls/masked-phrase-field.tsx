import type { ClipboardEvent } from 'react';
import { Field, type FieldProps, focusFirst } from './field';

/** The words of a pasted or typed phrase, whatever stands between them. */
export function wordsOf(phrase: string): string[] {
  return phrase.split(/\s+/u).filter((word) => word !== '');
}

/**
 * A recovery phrase or a private key in one masked box (SEC-15): a password field, so that no browser keeps it. What
 * is pasted keeps its words apart where it has line breaks, which the field itself would swallow.
 */
export function MaskedPhraseField({
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
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text');
    if (!/[\r\n\t]/.test(pasted)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const before = value.slice(0, selectionStart ?? value.length);
    const after = value.slice(selectionEnd ?? value.length);
    onChange(before + wordsOf(pasted).join(' ') + after);
  };
  return (
    <Field {...field}>
      {(binding) => (
        <input
          {...binding}
          className="input"
          type="password"
          value={value}
          ref={hasFocusFirst ? focusFirst : null}
          disabled={isDisabled}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          onPaste={paste}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

import { Field, type FieldProps, focusFirst } from './field';

/** One line of text. */
export function TextField({
  value,
  onChange,
  placeholder,
  isRequired = false,
  isDisabled = false,
  isCode = false,
  hasFocusFirst = false,
  maxLength,
  inputMode,
  ...field
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  isRequired?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** For addresses, URLs and the like: a monospaced face. */
  isCode?: boolean | undefined;
  hasFocusFirst?: boolean | undefined;
  maxLength?: number | undefined;
  inputMode?: 'text' | 'url' | 'numeric' | undefined;
}) {
  return (
    <Field {...field}>
      {(binding) => (
        <input
          {...binding}
          className="input"
          data-code={isCode || undefined}
          type="text"
          value={value}
          placeholder={placeholder}
          required={isRequired}
          disabled={isDisabled}
          ref={hasFocusFirst ? focusFirst : null}
          maxLength={maxLength}
          inputMode={inputMode}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

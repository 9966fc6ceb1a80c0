import { Field, type FieldProps } from './field';

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
  placeholder?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** For addresses, URLs and the like: a monospaced face. */
  isCode?: boolean;
  hasFocusFirst?: boolean;
  maxLength?: number;
  inputMode?: 'text' | 'url' | 'numeric';
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
          autoFocus={hasFocusFirst}
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

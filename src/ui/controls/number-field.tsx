import { Field, type FieldProps } from './field';

/** A whole number (role spinbutton). It holds the text as typed, so that a half-typed number is not lost. */
export function NumberField({
  value,
  onChange,
  minimum,
  maximum,
  step = 1,
  isDisabled = false,
  ...field
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  minimum?: number | undefined;
  maximum?: number | undefined;
  step?: number | undefined;
  isDisabled?: boolean | undefined;
}) {
  return (
    <Field {...field}>
      {(binding) => (
        <input
          {...binding}
          className="input"
          type="number"
          inputMode="numeric"
          value={value}
          min={minimum}
          max={maximum}
          step={step}
          disabled={isDisabled}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

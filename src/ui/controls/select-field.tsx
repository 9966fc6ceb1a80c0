import { Field, type FieldProps } from './field';

/** One choice out of a few (role combobox). */
export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  isDisabled = false,
  ...field
}: FieldProps & {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  isDisabled?: boolean | undefined;
}) {
  return (
    <Field {...field}>
      {(binding) => (
        <div className="select">
          <select
            {...binding}
            className="input"
            value={value}
            disabled={isDisabled}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value);
              if (chosen) onChange(chosen.value);
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}

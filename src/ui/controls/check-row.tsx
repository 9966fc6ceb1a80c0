import { type ReactNode, useId } from 'react';

interface ChoiceProps {
  /** Its accessible name. */
  label: string;
  /** A line under the label, read as its description. */
  detail?: ReactNode;
  isDisabled?: boolean | undefined;
}

/** A row with a box to tick: an account to show to a site. */
export function CheckRow({
  label,
  detail,
  leading,
  isChecked,
  onChange,
  isDisabled = false,
}: ChoiceProps & {
  /** A picture before the words, such as `<Crest>`. */
  leading?: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}) {
  const id = useId();
  return (
    <label className="choice">
      <input
        type="checkbox"
        className="choice-box"
        checked={isChecked}
        disabled={isDisabled}
        aria-labelledby={`${id}label`}
        aria-describedby={detail ? `${id}detail` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      {leading}
      <span className="choice-words">
        <span id={`${id}label`}>{label}</span>
        {detail && <small id={`${id}detail`}>{detail}</small>}
      </span>
    </label>
  );
}

/** One of a few, all of them in view (role radiogroup). */
export function RadioGroup<Value extends string>({
  label,
  value,
  options,
  onChange,
  isDisabled = false,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; detail?: ReactNode }[];
  onChange: (value: Value) => void;
  isDisabled?: boolean | undefined;
}) {
  const id = useId();
  return (
    <fieldset className="choices" role="radiogroup" disabled={isDisabled}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input
            type="radio"
            className="choice-box choice-radio"
            name={id}
            checked={option.value === value}
            aria-labelledby={`${id}${option.value}`}
            aria-describedby={option.detail ? `${id}${option.value}detail` : undefined}
            onChange={() => onChange(option.value)}
          />
          <span className="choice-words">
            <span id={`${id}${option.value}`}>{option.label}</span>
            {option.detail && <small id={`${id}${option.value}detail`}>{option.detail}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

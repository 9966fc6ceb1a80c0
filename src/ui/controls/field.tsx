import { type ReactNode, useId } from 'react';

/** What a control inside a `Field` spreads onto its input, so that label, hint and error belong to it. */
export interface FieldBinding {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** What every field has. */
export interface FieldProps {
  label: string;
  /** A sentence that helps, under the field. */
  hint?: ReactNode | undefined;
  /** A sentence that says what is wrong and what to do; announced when it appears. Empty or undefined: nothing is wrong. */
  error?: string | undefined;
}

/** A `ref` for what has the focus when it appears. */
export function focusFirst(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

/** A label, a control, a hint and an error that belong together. */
export function Field({
  label,
  hint,
  error,
  children,
}: FieldProps & { children: (field: FieldBinding) => ReactNode }) {
  const id = useId();
  const hintId = `${id}hint`;
  const errorId = `${id}error`;
  const described = [error ? errorId : '', hint ? hintId : ''].filter((each) => each !== '').join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      <p className="field-error" id={errorId} aria-live="polite">
        {error}
      </p>
      {hint && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

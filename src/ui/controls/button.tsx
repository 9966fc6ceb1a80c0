import { type MouseEvent, type ReactNode, type Ref, useEffect, useRef } from 'react';

/** `commit`: vermilion, the one button of a screen that commits. `quiet`: an underlined link in a line of text. */
export type ButtonKind = 'plain' | 'commit' | 'quiet';

interface ButtonProps {
  children: ReactNode;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  /** Default `plain`. */
  kind?: ButtonKind;
  isDisabled?: boolean;
  /** Shows that what it started is going on; it cannot be pressed meanwhile, and keeps its name. */
  isBusy?: boolean;
  isWide?: boolean;
  /** Ids of elements that say more about it. */
  describedBy?: string;
  /** More than the visible words, for screen readers: "End session with tidepool.example". */
  label?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button. It never submits a form; for that there is `SubmitButton`. */
export function Button({
  children,
  onClick,
  kind = 'plain',
  isDisabled = false,
  isBusy = false,
  isWide = false,
  describedBy,
  label,
  ref,
}: ButtonProps) {
  return (
    <button
      ref={ref}
      type="button"
      className={`button button-${kind}`}
      data-wide={isWide || undefined}
      disabled={isDisabled || isBusy}
      aria-busy={isBusy || undefined}
      aria-describedby={describedBy}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** The button that submits the form around it, with a click or Enter: Unlock, Continue. Never for an approval (SEC-7). */
export function SubmitButton({
  children,
  isDisabled = false,
  isBusy = false,
  isWide = false,
}: Pick<ButtonProps, 'children' | 'isDisabled' | 'isBusy' | 'isWide'>) {
  return (
    <button
      type="submit"
      className="button button-commit"
      data-wide={isWide || undefined}
      disabled={isDisabled || isBusy}
      aria-busy={isBusy || undefined}
    >
      {children}
    </button>
  );
}

/** The button that refuses. It takes the focus when it appears, and again when `subject` changes (SEC-7). */
export function RefuseButton({
  children,
  onClick,
  subject = '',
  isDisabled = false,
}: Pick<ButtonProps, 'children' | 'onClick' | 'isDisabled'> & { subject?: string }) {
  const button = useRef<HTMLButtonElement>(null);
  // A new subject is a new question, with the focus on "no".
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
  }, [subject]);
  return (
    <Button ref={button} isDisabled={isDisabled} onClick={onClick}>
      {children}
    </Button>
  );
}

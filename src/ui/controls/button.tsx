import type { MouseEvent, ReactNode, Ref } from 'react';
import { focusFirst } from './field';

/** `commit`: vermilion, the one button of a screen that commits. `quiet`: an underlined link in a line of text. */
export type ButtonKind = 'plain' | 'commit' | 'quiet';

interface ButtonProps {
  children: ReactNode;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  /** Default `plain`. */
  kind?: ButtonKind | undefined;
  isDisabled?: boolean | undefined;
  /** Shows that what it started is going on; it cannot be pressed meanwhile, and keeps its name. */
  isBusy?: boolean | undefined;
  isWide?: boolean | undefined;
  /** Ids of elements that say more about it. Its name stays the visible words. */
  describedBy?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
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
  form,
}: Pick<ButtonProps, 'children' | 'isDisabled' | 'isBusy' | 'isWide'> & {
  /** The id of the `Form`, where the button stands outside of it. */
  form?: string | undefined;
}) {
  return (
    <button
      type="submit"
      form={form}
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
  return (
    <Button key={subject} ref={focusFirst} isDisabled={isDisabled} onClick={onClick}>
      {children}
    </Button>
  );
}

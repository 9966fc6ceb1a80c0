import type { MouseEvent, ReactNode } from 'react';

/** A button that shows only a picture; `label` is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  onClick,
  isDisabled = false,
  isPressed,
}: {
  label: string;
  /** An SVG of 20 px; it is hidden from screen readers. */
  icon: ReactNode;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  isDisabled?: boolean | undefined;
  /** For a button that stays on or off. */
  isPressed?: boolean | undefined;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <span aria-hidden="true">{icon}</span>
    </button>
  );
}

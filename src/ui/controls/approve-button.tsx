import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import { useApproval } from './approval-delay';

/**
 * The button that approves (SEC-7). It is enabled after 1,000 ms of uninterrupted focus and visibility of its page;
 * blur, hiding, resizing and another `subject` start the delay again, a countdown elsewhere does not. Only a trusted
 * click whose press began while it was enabled, or Space, approves; Enter never does.
 */
export function ApproveButton({
  children,
  subject,
  onApprove,
  isDisabled = false,
  isBusy = false,
  kind = 'commit',
  label,
  buttonRef,
}: {
  children: ReactNode;
  /** Says what will be approved: the request's id and every value that goes into the signature. No countdown. */
  subject: string;
  onApprove: () => void;
  /** Cannot be approved for another reason (nothing chosen, not enough funds). Say it beside the button. */
  isDisabled?: boolean | undefined;
  /** The approval is on its way. */
  isBusy?: boolean | undefined;
  /** `quiet`: one of several in a list, where it takes the same attention. */
  kind?: 'commit' | 'quiet' | undefined;
  /** More than the visible words, for screen readers: "Reconnect tidepool.example". */
  label?: string | undefined;
  /** For who leads the focus here; that approves nothing. */
  buttonRef?: RefObject<HTMLButtonElement | null> | undefined;
}) {
  const approval = useApproval(subject);
  const own = useRef<HTMLButtonElement>(null);
  const button = buttonRef ?? own;
  const pressedFor = useRef<string | null>(null);
  const heldSpaceFor = useRef<string | null>(null);
  const hadFocus = useRef(false);
  const isOpen = approval.state === 'ready' && !isDisabled && !isBusy;

  // A button that is disabled loses the focus; whoever waited on it finds it there again.
  useEffect(() => {
    if (isOpen && hadFocus.current && document.activeElement === document.body) button.current?.focus();
  }, [isOpen, button]);

  const mayApprove = () => isOpen && approval.isReady();
  const approveByClick = ({ nativeEvent, detail }: MouseEvent) => {
    // detail is 0 for Space, and for assistive technology, which presses neither pointer nor key.
    const pressed = detail === 0 ? (heldSpaceFor.current ?? subject) : pressedFor.current;
    pressedFor.current = null;
    heldSpaceFor.current = null;
    if (nativeEvent.isTrusted && pressed === subject && mayApprove()) onApprove();
  };
  const holdKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') event.preventDefault();
    if (event.key !== ' ') return;
    // A Space that was already down when the button opened is not a yes to it.
    if (event.repeat && heldSpaceFor.current !== subject) event.preventDefault();
    if (!event.repeat) heldSpaceFor.current = subject;
  };

  return (
    <button
      ref={button}
      type="button"
      className={`button button-${kind} button-approve`}
      aria-label={label}
      data-approval={isDisabled ? 'closed' : approval.state}
      disabled={!isOpen}
      aria-busy={isBusy || undefined}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={({ currentTarget }) => {
        // A blur because it was disabled, or because the window lost the focus, is not the person's leaving.
        hadFocus.current = currentTarget.disabled || document.activeElement === currentTarget;
      }}
      onPointerDown={() => {
        pressedFor.current = mayApprove() ? subject : null;
      }}
      onKeyDown={holdKey}
      onClick={approveByClick}
    >
      {children}
    </button>
  );
}

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from '../controls/button';
import { useT } from '../language';

/**
 * Asks before something that hurts: End all sessions, Remove account. Escape and the first button leave everything as
 * it is, and that button has the focus. Not for approvals of a site's request; they have screens of their own.
 */
export function ConfirmDialog({ isOpen, ...question }: QuestionProps & { isOpen: boolean }) {
  return isOpen ? <Question {...question} /> : null;
}

interface QuestionProps {
  /** The question: "Remove Savings?" */
  title: string;
  /** What it would do. */
  children?: ReactNode;
  /** The verb on the button: "Remove account". */
  confirm: string;
  isBusy?: boolean | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}

function Question({ title, children, confirm, isBusy = false, onConfirm, onCancel }: QuestionProps) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  // Closed while it is still in the page, so that the focus goes back to the button that opened it.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    cancel.current?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={`${id}title`}
      aria-describedby={children ? `${id}what` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={`${id}title`}>{title}</h2>
      {children && <div id={`${id}what`}>{children}</div>}
      <div className="foot">
        <Button ref={cancel} onClick={onCancel}>
          {t('commonCancel')}
        </Button>
        <Button kind="commit" isBusy={isBusy} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </dialog>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';

/** A form that Enter submits. Where it did not go through, the first field that is wrong takes the focus. */
export function Form({
  onSubmit,
  isBusy = false,
  children,
}: {
  onSubmit: () => Promise<void> | void;
  /** Submitted, and not done: a second submission does nothing. */
  isBusy?: boolean;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [attempts]);
  const submit = async () => {
    if (isBusy) return;
    await onSubmit();
    setAttempts((count) => count + 1);
  };
  return (
    <form
      ref={form}
      className="form"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
    </form>
  );
}

/** The buttons at the end of a form. */
export function FormFoot({ children }: { children: ReactNode }) {
  return <div className="form-foot">{children}</div>;
}

import type { ReactNode, RefObject, SubmitEvent } from 'react';
import { PasswordField } from '../../ui/controls/password-field';
import { useT } from '../../ui/language';

/** The password above an approving button. Enter approves nothing (SEC-7): it leads to the button that does. */
export function ApprovalPassword({
  value,
  error,
  hint,
  button,
  onChange,
}: {
  value: string;
  error: string | undefined;
  hint?: ReactNode;
  button: RefObject<HTMLButtonElement | null>;
  onChange: (value: string) => void;
}) {
  const t = useT();
  const leadOn = (event: SubmitEvent) => {
    event.preventDefault();
    button.current?.focus();
  };
  return (
    <form noValidate autoComplete="off" onSubmit={leadOn}>
      <PasswordField
        label={t('reconnectPassword')}
        value={value}
        error={error}
        hint={hint}
        onChange={onChange}
      />
    </form>
  );
}

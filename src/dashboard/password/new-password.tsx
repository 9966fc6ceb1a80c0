import { PasswordField } from '../../ui/controls/password-field';
import { useT } from '../../ui/language';
import type { Translate } from '../../ui/translate';
import { passwordStrength, shortestPassword } from './password-strength';

/** A password that is being chosen, and typed again. */
export interface NewPassword {
  readonly password: string;
  readonly again: string;
}

export const noPassword: NewPassword = { password: '', again: '' };

/** What is wrong with each of the two fields. */
export interface NewPasswordErrors {
  readonly password?: string;
  readonly again?: string;
}

/** What is wrong with the choice, in words; null: nothing. */
export function newPasswordErrors(t: Translate, { password, again }: NewPassword): NewPasswordErrors | null {
  if (password === '') return { password: t('errorPasswordEmpty') };
  if (password.length < shortestPassword)
    return { password: t('errorPasswordShort', { minimum: shortestPassword }) };
  if (password !== again) return { again: t('errorPasswordMismatch') };
  return null;
}

/** The two fields of a new password, with a word on how easily it is guessed. */
export function NewPasswordFields({
  label,
  value,
  errors,
  onChange,
  hasFocusFirst = false,
  isDisabled = false,
}: {
  label: string;
  value: NewPassword;
  errors: NewPasswordErrors;
  onChange: (value: NewPassword) => void;
  hasFocusFirst?: boolean;
  isDisabled?: boolean;
}) {
  const t = useT();
  const { password, again } = value;
  return (
    <>
      <PasswordField
        label={label}
        value={password}
        error={errors.password}
        hint={strengthHint(t, password)}
        hasFocusFirst={hasFocusFirst}
        isDisabled={isDisabled}
        onChange={(next) => onChange({ password: next, again })}
      />
      <PasswordField
        label={t('welcomePasswordConfirm')}
        value={again}
        error={errors.again}
        isDisabled={isDisabled}
        onChange={(next) => onChange({ password, again: next })}
      />
    </>
  );
}

function strengthHint(t: Translate, password: string): string {
  if (password.length < shortestPassword) return t('welcomePasswordHint');
  switch (passwordStrength(password)) {
    case 'weak':
      return t('welcomeStrengthWeak');
    case 'fair':
      return t('welcomeStrengthFair');
    case 'strong':
      return t('welcomeStrengthStrong');
  }
}

import { useState } from 'react';
import { Button, SubmitButton } from '../../ui/controls/button';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useWorker } from '../../ui/use-query';
import { AskedPasswordField, useAskedPassword } from '../password/asked-password';
import { Form, FormFoot } from '../form';
import {
  type NewPasswordErrors,
  NewPasswordFields,
  newPasswordErrors,
  noPassword,
} from '../password/new-password';
import { freshKey } from '../password/password-key';

/** Another password for the same vault. Both keys are derived here; sessions go on. */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const asked = useAskedPassword();
  const [chosen, setChosen] = useState(noPassword);
  const [errors, setErrors] = useState<NewPasswordErrors>({});
  const change = async () => {
    const isSame = chosen.password !== '' && chosen.password === asked.typed;
    const found = isSame ? { password: t('errorPasswordSame') } : newPasswordErrors(t, chosen);
    setErrors(found ?? {});
    if (found !== null) return;
    const outcome = await asked.use(async (passwordKey) => {
      const fresh = await freshKey(call, chosen.password);
      if (!fresh.ok) return fresh;
      const { derivation } = fresh.value;
      return call('vault.changePassword', {
        passwordKey,
        newPasswordKey: fresh.value.passwordKey,
        derivation,
      });
    });
    if (!outcome?.ok) return;
    setChosen(noPassword);
    say({ text: t('settingsPasswordChanged') });
    onClose();
  };
  return (
    <Form isBusy={asked.isRunning} onSubmit={change}>
      <AskedPasswordField asked={asked} label={t('settingsCurrentPassword')} hasFocusFirst />
      <NewPasswordFields
        label={t('settingsNewPassword')}
        value={chosen}
        errors={errors}
        isDisabled={asked.isRunning}
        onChange={(next) => {
          setChosen(next);
          setErrors({});
        }}
      />
      <FormFoot>
        <Button isDisabled={asked.isRunning} onClick={onClose}>
          {t('commonCancel')}
        </Button>
        <SubmitButton isBusy={asked.isRunning} isDisabled={asked.delay !== null}>
          {t('settingsChangePassword')}
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}

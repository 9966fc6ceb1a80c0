import { useState } from 'react';
import { SubmitButton } from '../../ui/controls/button';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { AskedPasswordField, useAskedPassword } from './asked-password';
import { Form, FormFoot } from '../form';
import { hrefOf } from '../route';

/** Unlocks the vault where one stands: what needed it is there again at once. */
export function UnlockForm() {
  const t = useT();
  const say = useToast();
  const { failedAttempts } = useOverview();
  const [wrongHere, setWrongHere] = useState(0);
  const asked = useAskedPassword();
  const unlock = async () => {
    const outcome = await asked.unlock();
    if (outcome?.ok === false && outcome.fault === 'wrong-password') setWrongHere(wrongHere + 1);
    const before = failedAttempts - wrongHere;
    if (outcome?.ok && before > 0) say({ text: t.count('unlockFailedBefore', before) });
  };
  return (
    <Form isBusy={asked.isRunning} onSubmit={unlock}>
      <AskedPasswordField asked={asked} label={t('unlockPassword')} />
      <FormFoot>
        <a className="link" href={hrefOf('forgot')}>
          {t('unlockForgot')}
        </a>
        <SubmitButton isBusy={asked.isRunning} isDisabled={asked.delay !== null}>
          {t('unlockButton')}
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}

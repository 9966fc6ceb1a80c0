import { useState } from 'react';
import { second } from '../core/units';
import { SubmitButton } from '../ui/controls/button';
import { Notice } from '../ui/feedback/notice';
import { useToast } from '../ui/feedback/toast';
import { formatClock } from '../ui/format-time';
import { useT } from '../ui/language';
import { useOverview, useRulesNow } from '../ui/use-overview';
import { useWorker } from '../ui/use-query';
import { AskedPasswordField, useAskedPassword } from './asked-password';
import { Form, FormFoot } from './form';
import { hrefOf } from './route';

/** Unlocks the vault where one stands: what needed it is there again at once. */
export function UnlockForm() {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const { retryAt, failedAttempts } = useOverview();
  const [wrongHere, setWrongHere] = useState(0);
  const now = useRulesNow(second);
  const asked = useAskedPassword();
  const wait = retryAt === null ? 0 : Math.max(0, retryAt - now);
  const unlock = async () => {
    const outcome = await asked.use((passwordKey) => call('vault.unlock', { passwordKey }));
    if (outcome?.ok === false && outcome.fault === 'wrong-password') setWrongHere(wrongHere + 1);
    const before = failedAttempts - wrongHere;
    if (outcome?.ok && before > 0) say({ text: t.count('unlockFailedBefore', before) });
  };
  return (
    <Form isBusy={asked.isRunning || wait > 0} onSubmit={unlock}>
      <AskedPasswordField asked={asked} label={t('unlockPassword')} />
      {wait > 0 && (
        <Notice>
          <span role="timer" aria-live="off">
            {t('errorWrongPasswordDelay', { clock: formatClock(wait) })}
          </span>
        </Notice>
      )}
      <FormFoot>
        <a className="link" href={hrefOf('forgot')}>
          {t('unlockForgot')}
        </a>
        <SubmitButton isBusy={asked.isRunning} isDisabled={wait > 0}>
          {t('unlockButton')}
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}

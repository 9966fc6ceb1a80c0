import { useState } from 'react';
import type { RequestView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { SubmitButton } from '../../ui/controls/button';
import { LossNotice } from '../../ui/feedback/loss-notice';
import { PasswordField } from '../../ui/controls/password-field';
import { Said, useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { Mark } from '../../ui/pass/mark';
import { useOverview } from '../../ui/use-overview';
import { dashboardUrl } from '../place';
import { useTitle } from '../use-title';
import { useFailedAttempts } from './failed-attempts';
import { useRetryDelay } from './use-retry-delay';
import { useUnlock } from './use-unlock';

/** Asks for the password. What waits is named, and shows by itself afterwards. */
export function UnlockScreen({ waiting }: { waiting: readonly RequestView[] }) {
  const t = useT();
  const { failedAttempts } = useOverview();
  const [failedBefore] = useState(failedAttempts);
  const tellFailed = useFailedAttempts(({ tell }) => tell);
  const [password, setPassword] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { unlock, isRunning, fault, sentence, forgetFault } = useUnlock();
  const delay = useRetryDelay(fault);
  const [first] = waiting;
  useTitle(t('unlockTitle'));

  const submit = async () => {
    setIsMissing(password === '');
    if (password === '' || isRunning || delay !== null) return;
    const unlocked = await unlock(password);
    if (!unlocked.ok) return;
    setPassword('');
    tellFailed(failedBefore);
  };

  return (
    <ScreenLayout align="center">
      <div className="alone">
        <Mark size={64} />
        <Title
          lead={
            first ? (
              <Said message="unlockLeadRequest" with={{ host: <HostName host={first.host} /> }} />
            ) : (
              t('unlockLead')
            )
          }
        >
          {t('unlockTitle')}
        </Title>
        <LossNotice />
        <form
          className="unlock-form"
          noValidate
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <PasswordField
            label={t('unlockPassword')}
            value={password}
            error={isMissing ? t('errorPasswordEmpty') : (delay ?? sentence)}
            hasFocusFirst
            onChange={(next) => {
              setPassword(next);
              setIsMissing(false);
              forgetFault();
            }}
          />
          <SubmitButton isWide isBusy={isRunning} isDisabled={delay !== null}>
            {t('unlockButton')}
          </SubmitButton>
        </form>
        <p className="unlock-more">
          {waiting.length > 0 && <span>{t.count('requestWaiting', waiting.length)}</span>}
          <a className="link" href={dashboardUrl('forgot')} target="_blank" rel="noreferrer">
            {t('unlockForgot')}
          </a>
        </p>
      </div>
    </ScreenLayout>
  );
}

import { useId, useState } from 'react';
import type { SessionEnd } from '../../core/end-reason';
import { minute } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { ApproveButton } from '../../ui/controls/approve-button';
import { Button } from '../../ui/controls/button';
import { useToast } from '../../ui/feedback/toast';
import { Said, useT } from '../../ui/language';
import { EndExplanation, EndLine } from '../../ui/pass/end-explanation';
import { EndedPass } from '../../ui/pass/pass';
import { useRulesNow } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { useWhenTrue } from '../../ui/use-when-true';
import { disownUrl } from '../place';
import { useReconnect } from './use-reconnect';

/** One session that is over: why, and the way back where there is one. */
export function EndedItem({
  session,
  end,
  onPasswordAsked,
}: {
  session: SessionView;
  end: SessionEnd;
  /** It is taken up again on a screen of its own, which asks for the password, and whether to use its account here. */
  onPasswordAsked: () => void;
}) {
  const t = useT();
  const id = useId();
  const now = useRulesNow(minute);
  const say = useToast();
  const { call } = useWorker();
  const [isOpen, setIsOpen] = useState(false);
  const { reconnect, isPasswordAsked, isBusy, fault, sentence } = useReconnect(session);
  const forgetting = useTask();
  useWhenTrue(fault?.fault === 'active-elsewhere', onPasswordAsked);

  const goOn = async () => {
    if (isPasswordAsked) onPasswordAsked();
    else if (await reconnect('', false)) say({ text: t('reconnectDone', { host: session.host }) });
  };
  const forget = async () => {
    const outcome = await forgetting.run(() => call('session.forget', { key: session.key }));
    if (outcome.ok) say({ text: t('sessionsForgotten') });
  };
  return (
    <li className="session" aria-label={t('sessionsPassLabel', { host: session.host })}>
      <EndedPass
        host={session.host}
        at={end.at}
        now={now}
        actions={
          <>
            {session.isReconnectable && (
              <ApproveButton
                kind="quiet"
                subject={`reconnect:${session.id}`}
                isBusy={isBusy}
                onApprove={() => void goOn()}
              >
                {t('sessionsReconnect')}
              </ApproveButton>
            )}
            <button
              type="button"
              className="button button-quiet"
              aria-expanded={isOpen}
              aria-controls={`${id}details`}
              onClick={() => setIsOpen(!isOpen)}
            >
              {t('sessionsDetails')}
            </button>
            <Button kind="quiet" isDisabled={isBusy || forgetting.isRunning} onClick={() => void forget()}>
              {t('sessionsForget')}
            </Button>
          </>
        }
      >
        {session.topHost !== null && (
          <span>
            <Said message="sessionsFramedIn" with={{ top: <HostName host={session.topHost} /> }} />
          </span>
        )}
        {session.isInContainer && <span>{t('sessionsInContainer')}</span>}
        <EndLine end={end} now={now} />
        {(sentence ?? forgetting.sentence) && <span role="alert">{sentence ?? forgetting.sentence}</span>}
      </EndedPass>
      <div id={`${id}details`} hidden={!isOpen}>
        {isOpen && (
          <div className="session-details">
            <EndExplanation end={end} now={now} disownAt={disownUrl(session)} />
            <p className="quiet">{t('endHonestNote')}</p>
          </div>
        )}
      </div>
    </li>
  );
}

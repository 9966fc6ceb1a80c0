import { useRef, useState } from 'react';
import type { SessionEnd } from '../../core/end-reason';
import type { Term } from '../../core/term';
import { minute } from '../../core/units';
import type { RequestView, SessionView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { ApproveButton } from '../../ui/controls/approve-button';
import { RefuseButton } from '../../ui/controls/button';
import { TakeOverNotice } from '../../ui/device/take-over-notice';
import { useTakeOver } from '../../ui/device/use-take-over';
import { Said, useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { Foot } from '../../ui/layout/screen-layout';
import { EndExplanation } from '../../ui/pass/end-explanation';
import { BigPass, WaitingNote } from '../../ui/pass/pass';
import { useOverview, useRulesNow } from '../../ui/use-overview';
import { RequestLayout } from '../requests/request-layout';
import { RequestSummary } from '../requests/request-summary';
import { disownUrl } from '../place';
import { ApprovalPassword } from '../unlock/approval-password';
import { useRetryDelay } from '../unlock/use-retry-delay';
import { accountWords, sameWords } from './session-words';
import { useReconnect } from './use-reconnect';

/** An ended session, stamped: why it ended, what waits for it, and the one step back. */
export function ReconnectScreen({
  session,
  end,
  waiting,
  onNotNow,
  onReconnected,
}: {
  session: SessionView;
  end: SessionEnd;
  /** The requests that wait for it, first in first out. */
  waiting: readonly RequestView[];
  onNotNow: () => void;
  onReconnected: () => void;
}) {
  const t = useT();
  const now = useRulesNow(minute);
  const { vault } = useOverview();
  const [password, setPassword] = useState('');
  const { reconnect, isBusy, fault, forgetFault, ...task } = useReconnect(session);
  const takeOver = useTakeOver(session.accounts, fault);
  const isTakingOver = takeOver.question !== null;
  const isPasswordAsked = task.isPasswordAsked || isTakingOver;
  const sentence = takeOver.isFaultSaid ? undefined : task.sentence;
  const delay = useRetryDelay(fault);
  const button = useRef<HTMLButtonElement>(null);
  const [first] = waiting;

  const approve = async () => {
    if (!(await reconnect(password, isTakingOver))) return;
    setPassword('');
    onReconnected();
  };
  const passwordHint = () => {
    if (vault === 'locked') return t('reconnectPasswordHint');
    return session.isPasswordAsked ? t('reconnectPasswordHintPublic') : undefined;
  };
  return (
    <RequestLayout
      heading={null}
      account={session.accounts[0] ?? null}
      network={first?.network ?? null}
      deadline={first?.deadline ?? null}
      windowTitle={t('reconnectHeading')}
      foot={
        <Foot
          note={
            <>
              <TakeOverNotice takeOver={takeOver} />
              {isPasswordAsked ? (
                <ApprovalPassword
                  value={password}
                  error={delay ?? sentence}
                  hint={passwordHint()}
                  button={button}
                  onChange={(next) => {
                    setPassword(next);
                    forgetFault();
                  }}
                />
              ) : (
                <Told sentence={sentence} term={session.term} />
              )}
            </>
          }
        >
          <RefuseButton isDisabled={isBusy} onClick={onNotNow}>
            {t('reconnectNotNow')}
          </RefuseButton>
          <ApproveButton
            buttonRef={button}
            subject={`reconnect:${session.id}${isTakingOver ? ' taking over' : ''}`}
            isDisabled={delay !== null}
            isBusy={isBusy}
            onApprove={() => void approve()}
          >
            {t('reconnectButton')}
          </ApproveButton>
        </Foot>
      }
    >
      <BigPass host={session.host} endedAt={end.at} now={now}>
        {session.topHost !== null && (
          <span>
            <Said message="sessionsFramedIn" with={{ top: <HostName host={session.topHost} /> }} />
          </span>
        )}
        {session.isInContainer && <span>{t('sessionsInContainer')}</span>}
        <span>{accountWords(t, session)}</span>
        <span>{session.networkName}</span>
        {session.isPrivate && <span>{t('privateMark')}</span>}
      </BigPass>
      <div className="reconnect-why">
        <Title>{t('reconnectHeading')}</Title>
        <EndExplanation end={end} now={now} disownAt={disownUrl(session)} />
      </div>
      {waiting.length > 0 && (
        <WaitingNote count={waiting.length}>
          {waiting.slice(0, 3).map((request) => (
            <p key={request.id}>
              <RequestSummary request={request} />
            </p>
          ))}
          {waiting.some(({ ask }) => ask.kind !== 'connect') && <p>{t('requestWaitingAfter')}</p>}
        </WaitingNote>
      )}
    </RequestLayout>
  );
}

/** What a reconnect brings back; or why it did not. */
function Told({ sentence, term }: { sentence: string | undefined; term: Term }) {
  const t = useT();
  if (!sentence) return sameWords(t, term);
  return (
    <span className="foot-fault" role="alert">
      {sentence}
    </span>
  );
}

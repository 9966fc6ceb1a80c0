import { useState } from 'react';
import { minute } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { disownPage } from '../../ui/device/disown-page';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { EndExplanation, EndLine } from '../../ui/pass/end-explanation';
import { EndedPass } from '../../ui/pass/pass';
import { useWorker } from '../../ui/use-query';
import { useRulesNow } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';

/** One ended session, stamped: why, and the way back where there is one. */
export function EndedSession({ session, onReconnect }: { session: SessionView; onReconnect: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const now = useRulesNow(minute);
  const [hasDetails, setHasDetails] = useState(false);
  const { end, key, topHost } = session;
  const [account] = session.accounts;
  if (end === null) return null;
  const forget = async () => {
    const outcome = await task.run(() => call('session.forget', { key }));
    if (!outcome.ok) return;
    say({ text: t('sessionsForgotten') });
  };
  return (
    <li>
      <EndedPass
        host={session.host}
        at={end.at}
        now={now}
        actions={
          <>
            {session.isReconnectable && (
              <Button kind="quiet" onClick={onReconnect}>
                {t('sessionsReconnect')}
              </Button>
            )}
            <Button kind="quiet" onClick={() => setHasDetails(!hasDetails)}>
              {t(hasDetails ? 'sessionsDetailsHide' : 'sessionsDetails')}
            </Button>
            <Button kind="quiet" onClick={() => void forget()}>
              {t('sessionsForget')}
            </Button>
          </>
        }
      >
        {topHost !== null && <span>{t('sessionsFramedIn', { top: topHost })}</span>}
        {session.isInContainer && <span>{t('sessionsInContainer')}</span>}
        <EndLine end={end} now={now} />
        {session.waiting > 0 && <b>{t.count('requestWaiting', session.waiting)}</b>}
      </EndedPass>
      {task.sentence && (
        <p className="said" role="alert">
          {task.sentence}
        </p>
      )}
      {hasDetails && (
        <div className="details">
          <EndExplanation end={end} now={now} disownAt={account && `#/${disownPage(account)}`} />
        </div>
      )}
    </li>
  );
}

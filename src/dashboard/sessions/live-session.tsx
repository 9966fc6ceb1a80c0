import { useId, useState } from 'react';
import { minute } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { useToast } from '../../ui/feedback/toast';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { Pass } from '../../ui/pass/pass';
import { useWorker } from '../../ui/use-query';
import { useRulesNow } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import { SessionDetails } from './session-details';

/** One live session: its pass, and what can be done with it. */
export function LiveSession({ session }: { session: SessionView }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const id = useId();
  const now = useRulesNow(minute / 4);
  const [hasDetails, setHasDetails] = useState(false);
  const { key, host, topHost, term, lastUsedAt, deadline, isExtendable } = session;
  const left = Math.max(0, deadline - now);
  const whole = deadline === lastUsedAt + term.idleLimit ? term.idleLimit : term.absoluteLimit;

  const extend = async () => {
    const outcome = await task.run(() => call('session.extend', { key }));
    if (outcome.ok) {
      const moment = formatMoment(
        t,
        Math.min(now + term.idleLimit, session.openedAt + term.absoluteLimit),
        now,
      );
      say({ text: t('sessionsExtended', { moment }) });
    }
  };
  const end = async () => {
    const outcome = await task.run(() => call('session.end', { key }));
    if (!outcome.ok) return;
    say({ text: t('sessionsEndedNow', { host }) });
  };

  return (
    <li>
      <Pass
        host={host}
        left={left}
        of={whole}
        actions={
          <>
            <Button
              kind="quiet"
              isDisabled={!isExtendable}
              describedBy={isExtendable ? undefined : `${id}fixed`}
              onClick={() => void extend()}
            >
              {t('sessionsExtend')}
            </Button>
            <Button kind="quiet" onClick={() => void end()}>
              {t('sessionsEnd')}
            </Button>
            <Button kind="quiet" onClick={() => setHasDetails(!hasDetails)}>
              {t(hasDetails ? 'sessionsDetailsHide' : 'sessionsDetails')}
            </Button>
          </>
        }
      >
        {topHost !== null && <span>{t('sessionsFramedIn', { top: topHost })}</span>}
        {session.isInContainer && <span>{t('sessionsInContainer')}</span>}
        <span>
          {session.accounts.map(({ name }) => name).join(', ')} · {session.networkName}
        </span>
        <span>
          {left <= term.warnBefore
            ? t('sessionsEndsSoon', { moment: formatMoment(t, deadline, now) })
            : t('sessionsUsed', { moment: formatMoment(t, lastUsedAt, now) })}
        </span>
        {session.isPrivate && <span>{t('privateMark')}</span>}
        {!isExtendable && <span id={`${id}fixed`}>{t('sessionsFixedLength')}</span>}
      </Pass>
      {task.sentence && (
        <p className="said" role="alert">
          {task.sentence}
        </p>
      )}
      {hasDetails && <SessionDetails session={session} now={now} />}
    </li>
  );
}

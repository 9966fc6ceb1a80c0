import { useId } from 'react';
import { hour, minute, type Millis, second } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { Button } from '../../ui/controls/button';
import { useToast } from '../../ui/feedback/toast';
import { formatMoment } from '../../ui/format-time';
import { Said, useT } from '../../ui/language';
import { Pass } from '../../ui/pass/pass';
import { useRulesNow } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { useWhenTrue } from '../../ui/use-when-true';
import { SessionDetails } from './session-details';

/** One live session: its pass, and what can be done with it. */
export function SessionItem({
  session,
  isOpen,
  onOpen,
  onDue,
}: {
  session: SessionView;
  /** Its details are shown. */
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** Its time is up, as far as this page can tell; the worker decides. */
  onDue: () => void;
}) {
  const t = useT();
  const id = useId();
  const { call } = useWorker();
  const say = useToast();
  const { run, isRunning, sentence } = useTask();
  const isNear = session.deadline - useRulesNow(minute) < hour;
  const now = useRulesNow(isNear ? second : minute);
  const left = session.deadline - now;
  useWhenTrue(left <= 0, onDue);

  const extend = async () => {
    const outcome = await run(() => call('session.extend', { key: session.key }));
    if (!outcome.ok) return;
    const { idleLimit, absoluteLimit } = session.term;
    const deadline = Math.min(now + idleLimit, session.openedAt + absoluteLimit);
    say({ text: t('sessionsExtended', { moment: formatMoment(t, deadline, now) }) });
  };
  const end = async () => {
    const outcome = await run(() => call('session.end', { key: session.key }));
    if (outcome.ok) say({ text: t('sessionsEndedNow', { host: session.host }) });
  };
  return (
    <li className="session" aria-label={t('sessionsPassLabel', { host: session.host })}>
      <Pass
        host={session.host}
        left={left}
        of={whole(session)}
        actions={
          <>
            <Button
              kind="quiet"
              isDisabled={!session.isExtendable || isRunning}
              describedBy={session.isExtendable ? undefined : `${id}fixed`}
              onClick={() => void extend()}
            >
              {t('sessionsExtend')}
            </Button>
            <Button kind="quiet" isDisabled={isRunning} onClick={() => void end()}>
              {t('sessionsEnd')}
            </Button>
            <button
              type="button"
              className="button button-quiet"
              aria-expanded={isOpen}
              aria-controls={`${id}details`}
              onClick={() => onOpen(!isOpen)}
            >
              {t('sessionsDetails')}
            </button>
          </>
        }
      >
        {session.topHost !== null && (
          <span>
            <Said message="sessionsFramedIn" with={{ top: <HostName host={session.topHost} /> }} />
          </span>
        )}
        {session.isPrivate && <span>{t('privateMark')}</span>}
        {session.isInContainer && <span>{t('sessionsInContainer')}</span>}
        {session.isExtendable ? (
          <span>{t('sessionsUsed', { moment: formatMoment(t, session.lastUsedAt, now) })}</span>
        ) : (
          <span id={`${id}fixed`}>
            {t('sessionsFixed', { moment: formatMoment(t, session.deadline, now) })}
          </span>
        )}
        {session.waiting > 0 && <span>{t.count('requestWaiting', session.waiting)}</span>}
        {sentence && <span role="alert">{sentence}</span>}
      </Pass>
      <div id={`${id}details`} hidden={!isOpen}>
        {isOpen && <SessionDetails session={session} />}
      </div>
    </li>
  );
}

/** The limit that the time left counts down from: the one that is reached first. */
function whole({ term, openedAt, deadline }: SessionView): Millis {
  return deadline < openedAt + term.absoluteLimit ? term.idleLimit : term.absoluteLimit;
}

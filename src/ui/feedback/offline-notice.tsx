import type { ReactNode } from 'react';
import { second } from '../../core/units';
import type { ConnectionView } from '../../protocol/ui';
import { Button } from '../controls/button';
import { formatLength } from '../format-time';
import { useT } from '../language';
import type { Translate } from '../translate';
import type { Connection } from '../use-connection';
import { useRulesNow } from '../use-overview';
import { useWhenTrue } from '../use-when-true';
import { Notice } from './notice';

/**
 * The network is away: in words and by its own picture, with what waits and when it is tried again, which it sees to
 * while it is on the screen. Nothing where the network is not away.
 */
export function OfflineNotice({
  connection: { view, isAway, probe, tryAgain, isProbing },
  children,
  onCheck,
}: {
  connection: Connection;
  /** What waits; by default what the network being away means in general. */
  children?: ReactNode;
  /** Opens "Check connection". */
  onCheck: () => void;
}) {
  const t = useT();
  const now = useRulesNow(second);
  const retryAt = view?.retryAt ?? null;
  useWhenTrue(isAway && !isProbing && retryAt !== null && retryAt <= now, probe);
  if (!isAway || view === null) return null;
  return (
    <Notice
      kind="offline"
      title={t('stateOffline')}
      isAnnounced
      action={
        <span className="notice-links">
          <Button kind="quiet" isDisabled={isProbing} onClick={tryAgain}>
            {t('commonTryAgain')}
          </Button>
          <Button kind="quiet" onClick={onCheck}>
            {t('connectionLink')}
          </Button>
        </span>
      }
    >
      <p>{children ?? t('stateOfflineLead')}</p>
      {view.unsent > 0 && <p>{t.count('connectionUnsent', view.unsent)}</p>}
      {/* A countdown that is read aloud each second would bury everything else. */}
      <p className="numeric" aria-live="off">
        {isProbing ? t('connectionRetryNow') : retryWords(t, view, now)}
      </p>
    </Notice>
  );
}

function retryWords(t: Translate, { retryAt }: ConnectionView, now: number): string {
  if (retryAt === null) return t('connectionRetryBack');
  const seconds = Math.ceil((retryAt - now) / second);
  return seconds <= 0
    ? t('connectionRetryNow')
    : t('connectionRetryIn', { time: formatLength(t, seconds * second) });
}

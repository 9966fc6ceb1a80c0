import { useState } from 'react';
import { hostOf } from '../../core/origin';
import { minute } from '../../core/units';
import { HostName } from '../../ui/account/host-name';
import { Button } from '../../ui/controls/button';
import { formatTimeLeft } from '../../ui/format-time';
import { Said, useT } from '../../ui/language';
import { useRulesNow } from '../../ui/use-overview';
import { useQuery } from '../../ui/use-query';
import { ChangeAccounts } from '../sessions/change-accounts';
import type { Site } from '../site';

/** Whether the site of the current tab is connected, and with which account; nothing over any other tab. */
export function SiteStrip({ site: { origin, cookieStore } }: { site: Site }) {
  const t = useT();
  const now = useRulesNow(minute);
  const [isChanging, setChanging] = useState(false);
  const sessions = useQuery('sessions.ofSite', origin === null ? null : { origin, cookieStore }, [
    'sessions',
    'accounts',
    'networks',
  ]).value;
  if (origin === null || sessions === null) return null;
  const live = sessions.find(({ end, topHost }) => end === null && topHost === null);
  const host = <HostName host={live?.host ?? hostOf(origin)} />;
  return (
    <section className="site-strip" aria-label={t('sessionsThisSite')}>
      <span className="site-state" data-connected={live !== undefined} aria-hidden="true" />
      <p>
        <span>
          <Said message={live ? 'sessionsThisSiteConnected' : 'sessionsThisSiteNone'} with={{ host }} />
        </span>
        {live && (
          <span className="quiet numeric">
            {live.accounts[0]?.name} · {formatTimeLeft(t, live.deadline - now).text}
          </span>
        )}
      </p>
      {live && (
        <Button kind="quiet" onClick={() => setChanging(true)}>
          {t('sessionChangeAccounts')}
        </Button>
      )}
      {live && isChanging && <ChangeAccounts session={live} onClose={() => setChanging(false)} />}
    </section>
  );
}

import { History, Settings } from 'lucide-react';
import { useState } from 'react';
import type { SessionView } from '../../protocol/ui';
import { IconButton } from '../../ui/controls/icon-button';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { TopBar } from '../../ui/layout/top-bar';
import { useOverview } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { openDashboard } from '../place';
import { EndedList } from '../sessions/ended-list';
import { ReconnectScreen } from '../sessions/reconnect-screen';
import { SessionList } from '../sessions/session-list';
import type { Site } from '../site';
import { FailedAttemptsNotice } from '../unlock/failed-attempts';
import { useDraft } from '../use-draft';
import { useTitle } from '../use-title';
import { AccountSwitch } from './account-switch';
import { ActivityScreen } from '../activity/activity-screen';
import { Balance } from './balance';
import { HomeNotices } from './home-notices';
import { Receive } from './receive';
import { SiteStrip } from './site-strip';
import { RecentActivity } from '../activity/recent-activity';
import { TokenList } from '../tokens/token-list';

const views = ['sessions', 'activity', 'receive', 'accounts'] as const;
type View = (typeof views)[number];

/** The first screen: the account and what it holds, the sessions, the latest transactions. */
export function HomeScreen({ site }: { site: Site }) {
  const t = useT();
  const say = useToast();
  const { account } = useOverview();
  const view = useDraft<View>('view', 'sessions', readView);
  const [reconnecting, setReconnecting] = useState<SessionView | null>(null);
  useTitle(t('sessionsHeading'));
  const showSessions = () => view.change('sessions');

  if (!view.isKnown) return null;
  if (view.value === 'activity') return <ActivityScreen onBack={showSessions} />;
  if (reconnecting?.end) {
    const { host } = reconnecting;
    return (
      <ReconnectScreen
        session={reconnecting}
        end={reconnecting.end}
        waiting={[]}
        onNotNow={() => setReconnecting(null)}
        onReconnected={() => {
          setReconnecting(null);
          say({ text: t('reconnectDone', { host }) });
        }}
      />
    );
  }
  return (
    <ScreenLayout
      bar={<HomeBar onAccount={() => view.change('accounts')} onActivity={() => view.change('activity')} />}
    >
      <h1 className="visually-hidden">Sekisho</h1>
      <FailedAttemptsNotice />
      <Balance onReceive={() => view.change('receive')} />
      <SiteStrip site={site} />
      <HomeNotices site={site} />
      <SessionList />
      <EndedList onPasswordAsked={setReconnecting} />
      <TokenList />
      <RecentActivity onShowAll={() => view.change('activity')} />
      {view.value === 'receive' && account && <Receive account={account} onClose={showSessions} />}
      {view.value === 'accounts' && <AccountSwitch onClose={showSessions} />}
    </ScreenLayout>
  );
}

function HomeBar({ onAccount, onActivity }: { onAccount: () => void; onActivity: () => void }) {
  const t = useT();
  const { account } = useOverview();
  const { call } = useWorker();
  const { run } = useTask();
  return (
    <TopBar
      account={account && { name: account.name, address: account.checksummed, balance: null }}
      onAccount={onAccount}
      onLock={() => void run(() => call('vault.lock', {}))}
    >
      <IconButton label={t('commonActivity')} icon={<History />} onClick={onActivity} />
      <IconButton label={t('commonSettings')} icon={<Settings />} onClick={() => openDashboard('settings')} />
    </TopBar>
  );
}

function readView(kept: unknown): View | null {
  return views.find((view) => view === kept) ?? null;
}

import { LockKeyhole } from 'lucide-react';
import { useRef } from 'react';
import { Crest } from '../ui/account/crest';
import { Button } from '../ui/controls/button';
import { OfflineNotice } from '../ui/feedback/offline-notice';
import { Notice } from '../ui/feedback/notice';
import { useT } from '../ui/language';
import { PageLayout } from '../ui/layout/page-layout';
import { useConnection } from '../ui/use-connection';
import { useOverview } from '../ui/use-overview';
import { useTask } from '../ui/use-task';
import { useWorker } from '../ui/use-query';
import { Accounts } from './accounts/accounts';
import { Connection } from './connection/connection';
import { Backup } from './backup/backup';
import { Devices } from './devices/devices';
import { Networks } from './networks/networks';
import { useFocusRescue, useHeadingFocus } from './page';
import { Guide } from './reading/guide';
import { Support } from './reading/support';
import { Activity } from './records/activity';
import { History } from './records/history';
import { Relays } from './relays/relays';
import { goTo, hrefOf, type PageName } from './route';
import { Overview } from './sessions/overview';
import { Policy } from './settings/policy';
import { Settings } from './settings/settings';

type ShellPage = Exclude<PageName, 'welcome' | 'forgot'>;

const pages = [
  ['overview', 'navigationOverview'],
  ['accounts', 'accountsHeading'],
  ['activity', 'activityHeading'],
  ['networks', 'navigationNetworks'],
  ['devices', 'navigationDevices'],
  ['relays', 'relaysHeading'],
  ['backup', 'navigationBackup'],
  ['history', 'navigationHistory'],
  ['policy', 'navigationPolicy'],
  ['settings', 'commonSettings'],
  ['guide', 'navigationGuide'],
  ['support', 'navigationSupport'],
  ['connection', 'connectionHeading'],
] as const;

/** The pages beside their navigation, and the way to lock. */
export function Shell({ page, part }: { page: ShellPage; part: string }) {
  const t = useT();
  const { isPrivate } = useOverview();
  const content = useRef<HTMLDivElement>(null);
  useHeadingFocus(content, page, part);
  useFocusRescue(content);
  return (
    <PageLayout
      pages={pages.map(([name, word]) => ({ href: hrefOf(name), label: t(word) }))}
      current={hrefOf(page)}
      aside={<Aside />}
    >
      <div ref={content} className="content">
        {isPrivate && <Notice title={t('privateHere')}>{t('privateHereLead')}</Notice>}
        {page !== 'connection' && <Offline />}
        <ShownPage page={page} part={part} />
      </div>
    </PageLayout>
  );
}

/** Whatever page it is: the network in use is away. */
function Offline() {
  const { network } = useOverview();
  const connection = useConnection(network.chain);
  return <OfflineNotice connection={connection} onCheck={() => goTo('connection')} />;
}

function ShownPage({ page, part }: { page: ShellPage; part: string }) {
  switch (page) {
    case 'overview':
      return <Overview />;
    case 'accounts':
      return <Accounts part={part} />;
    case 'activity':
      return <Activity />;
    case 'networks':
      return <Networks part={part} />;
    case 'devices':
      return <Devices part={part} />;
    case 'relays':
      return <Relays part={part} />;
    case 'backup':
      return <Backup part={part} />;
    case 'history':
      return <History />;
    case 'policy':
      return <Policy />;
    case 'settings':
      return <Settings part={part} />;
    case 'guide':
      return <Guide />;
    case 'support':
      return <Support />;
    case 'connection':
      return <Connection />;
  }
}

function Aside() {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const { vault, account, network } = useOverview();
  return (
    <>
      {account !== null && (
        <a className="whose" href={hrefOf('accounts')}>
          <Crest address={account.address} size={30} />
          <span>
            <b>{account.name}</b>
            <small>{network.name}</small>
          </span>
        </a>
      )}
      {vault === 'unlocked' ? (
        <Button isBusy={task.isRunning} onClick={() => void task.run(() => call('vault.lock', {}))}>
          <LockKeyhole size={16} aria-hidden="true" />
          {t('commonLock')}
        </Button>
      ) : (
        <span className="locked" role="status">
          <LockKeyhole size={16} aria-hidden="true" />
          {t('stateLocked')}
        </span>
      )}
    </>
  );
}

import { type ReactNode, useState } from 'react';
import type { Account } from '../../core/account';
import type { Network } from '../../core/network';
import { second, type Millis } from '../../core/units';
import { Button } from '../../ui/controls/button';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { OfflineNotice } from '../../ui/feedback/offline-notice';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { Timer } from '../../ui/layout/timer';
import { TopBar } from '../../ui/layout/top-bar';
import { useConnection } from '../../ui/use-connection';
import { useRulesNow } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { useWhenTrue } from '../../ui/use-when-true';
import { useBalance } from '../home/use-balances';
import { openDashboard } from '../place';
import { FailedAttemptsNotice } from '../unlock/failed-attempts';
import { useTitle } from '../use-title';
import { useQueue } from './queue';

/** The frame of every request's screen: whose account, how long it still waits, the place in the queue, the question. */
export function RequestLayout({
  heading,
  lead,
  account,
  network,
  deadline,
  windowTitle,
  foot,
  children,
  offline,
  align = 'start',
}: {
  /** Null where the screen brings its own, below a pass, which goes before what is said of the network. */
  heading: string | null;
  lead?: ReactNode;
  account: Account | null;
  network: Network | null;
  /** Null where nothing waits. */
  deadline: Millis | null;
  windowTitle: string;
  foot: ReactNode;
  children: ReactNode;
  /** What is said while the network is away, where the question itself needs it. */
  offline?: ReactNode;
  align?: 'start' | 'center';
}) {
  const { total } = useQueue();
  const balance = useBalance(account, network);
  useTitle(windowTitle);
  return (
    <ScreenLayout
      bar={
        <>
          <TopBar account={account && { name: account.name, address: account.checksummed, balance }}>
            {deadline !== null && <TimeLeft until={deadline} />}
          </TopBar>
          {total > 1 && <QueueStrip />}
        </>
      }
      foot={foot}
      align={align}
    >
      <FailedAttemptsNotice />
      {heading !== null && <Title lead={lead}>{heading}</Title>}
      {heading === null && children}
      {offline ?? (network !== null && <OfflineAside network={network} />)}
      {heading !== null && children}
    </ScreenLayout>
  );
}

/** The network is away, and this question does without. */
function OfflineAside({ network }: { network: Network }) {
  const t = useT();
  const connection = useConnection(network.chain);
  return (
    <OfflineNotice connection={connection} onCheck={() => openDashboard('connection')}>
      {t('connectionCanDecide', { network: network.name })}
    </OfflineNotice>
  );
}

/** How long the request still waits; when its time is up, the worker says what waits now. */
function TimeLeft({ until }: { until: Millis }) {
  const { refresh } = useQueue();
  useWhenTrue(until <= useRulesNow(second), refresh);
  return <Timer until={until} />;
}

/** "1 of 3", and the way to refuse them all. */
function QueueStrip() {
  const t = useT();
  const { call } = useWorker();
  const { position, total, refresh } = useQueue();
  const { run, isRunning } = useTask();
  const [isAsking, setAsking] = useState(false);
  const declineAll = async () => {
    await run(() => call('request.declineAll', {}));
    setAsking(false);
    refresh();
  };
  return (
    <div className="queue-strip">
      <b className="numeric">{t('requestPosition', { position, total })}</b>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('requestDeclineAll')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t.count('requestDeclineAllQuestion', total)}
        confirm={t('requestDeclineAll')}
        isBusy={isRunning}
        onConfirm={() => void declineAll()}
        onCancel={() => setAsking(false)}
      />
    </div>
  );
}

import { useEffect, useState } from 'react';
import { second, type Millis } from '../../../core/units';
import type { TransactionAsk } from '../../../core/held-request';
import type { RequestView } from '../../../protocol/ui';
import { OfflineNotice } from '../../../ui/feedback/offline-notice';
import { useT } from '../../../ui/language';
import { useConnection } from '../../../ui/use-connection';
import { useWorker } from '../../../ui/use-query';
import { useTask } from '../../../ui/use-task';
import { openDashboard } from '../../place';
import { Question } from '../question';
import { SiteLine } from '../site-line';
import { TransactionCosts } from './transaction-costs';
import { TransactionDetails } from './transaction-details';
import { TransactionMeaning } from './transaction-meaning';
import { TransactionPending } from './transaction-pending';
import type { Decision } from '../use-decision';
import { usePreview } from '../use-preview';

type Speed = 'slow' | 'normal' | 'fast';

/** A transaction to sign and send: what it does, what it costs, what is left. */
export function TransactionScreen({ view, transaction }: { view: RequestView; transaction: TransactionAsk }) {
  const t = useT();
  const { call } = useWorker();
  const preview = usePreview(view, 'transaction');
  const fees = useTask();
  const [wanted, setWanted] = useState<Speed | null>(null);
  const told = preview.value;
  const { network } = view;

  const connection = useConnection(network?.chain ?? null, preview.reload);
  useProbing(connection.probe, !connection.isAway);

  const choose = async (speed: Speed) => {
    setWanted(speed);
    const outcome = await fees.run(() => call('request.chooseFees', { id: view.id, speed }));
    if (outcome.ok) preview.reload();
    else setWanted(null);
  };
  const isChoosing = wanted !== null && wanted !== told?.speed;
  const confirm = async (decision: Decision) => {
    if (told === null) return;
    const isDone = await decision.approve(told.subject);
    // The subject may be outdated (another transaction took the nonce): what it has become is shown.
    if (!isDone) preview.reload();
  };
  return (
    <Question
      view={view}
      heading={t('transactionHeading')}
      lead={<SiteLine place={view} />}
      refuse={t('transactionReject')}
      approve={t('transactionConfirm')}
      subject={told?.subject ?? view.subject}
      isReady={
        told !== null && told.hasFunds && !isChoosing && preview.state === 'ready' && !connection.isAway
      }
      onApprove={confirm}
      offline={
        <OfflineNotice connection={connection} onCheck={() => openDashboard('connection')}>
          {t('transactionOffline')}
        </OfflineNotice>
      }
    >
      {told === null || network === null || preview.state !== 'ready' ? (
        <TransactionPending
          preview={preview}
          transaction={transaction}
          network={network}
          isOfflineTold={connection.isAway}
        />
      ) : (
        <>
          <TransactionMeaning told={told} network={network} />
          <TransactionCosts
            told={told}
            network={network}
            speed={wanted ?? told.speed}
            isChoosing={isChoosing}
            fault={fees.sentence}
            onChoose={(speed) => void choose(speed)}
          />
          <TransactionDetails told={told} network={network} />
        </>
      )}
    </Question>
  );
}

/** How often the network is asked for a sign of life while somebody reads what it would cost. */
const probeEvery: Millis = 10 * second;

/**
 * What could be confirmed a while ago may find the network away: asked while the page is visible, and told before it is
 * pressed. Once it is away, the notice that says so sees to the rest.
 */
function useProbing(probe: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') probe();
    }, probeEvery);
    return () => clearInterval(timer);
  }, [probe, isOn]);
}

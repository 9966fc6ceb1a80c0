import { useState } from 'react';
import type { TransactionAsk } from '../../../core/held-request';
import type { RequestView } from '../../../protocol/ui';
import { useT } from '../../../ui/language';
import { useWorker } from '../../../ui/use-query';
import { useTask } from '../../../ui/use-task';
import { RefuseOrApprove } from '../refuse-or-approve';
import { RequestLayout } from '../request-layout';
import { FramedNotice, SiteLine } from '../site-line';
import { TransactionCosts } from './transaction-costs';
import { TransactionDetails } from './transaction-details';
import { TransactionMeaning } from './transaction-meaning';
import { TransactionPending } from './transaction-pending';
import { useDecision } from '../use-decision';
import { usePreview } from '../use-preview';

type Speed = 'slow' | 'normal' | 'fast';

/** A transaction to sign and send: what it does, what it costs, what is left. */
export function TransactionScreen({ view, transaction }: { view: RequestView; transaction: TransactionAsk }) {
  const t = useT();
  const { call } = useWorker();
  const preview = usePreview(view, 'transaction');
  const decision = useDecision(view);
  const fees = useTask();
  const [wanted, setWanted] = useState<Speed | null>(null);
  const told = preview.value;
  const { network } = view;

  const choose = async (speed: Speed) => {
    setWanted(speed);
    const outcome = await fees.run(() => call('request.chooseFees', { id: view.id, speed }));
    if (outcome.ok) preview.reload();
    else setWanted(null);
  };
  const isChoosing = wanted !== null && wanted !== told?.speed;
  const confirm = async () => {
    if (told === null) return;
    const isDone = await decision.approve(told.subject);
    // The subject may be outdated (another transaction took the nonce): what it has become is shown.
    if (!isDone) preview.reload();
  };
  return (
    <RequestLayout
      heading={t('transactionHeading')}
      lead={<SiteLine place={view} />}
      account={view.account}
      network={network}
      deadline={view.deadline}
      windowTitle={t('transactionHeading')}
      foot={
        <RefuseOrApprove
          refuse={t('transactionReject')}
          approve={t('transactionConfirm')}
          subject={told?.subject ?? view.subject}
          decision={decision}
          isDisabled={told === null || !told.hasFunds || isChoosing || preview.state !== 'ready'}
          onApprove={confirm}
        />
      }
    >
      <FramedNotice place={view} />
      {told === null || network === null || preview.state !== 'ready' ? (
        <TransactionPending preview={preview} transaction={transaction} network={network} />
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
    </RequestLayout>
  );
}

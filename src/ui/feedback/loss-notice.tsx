import { useState } from 'react';
import { isRestoring, type Loss } from '../../core/loss';
import { minute } from '../../core/units';
import { ApproveButton } from '../controls/approve-button';
import { Button } from '../controls/button';
import { formatMoment } from '../format-time';
import { restoredWords } from '../restored-words';
import { useT } from '../language';
import { useOverview, useRulesNow } from '../use-overview';
import { useWorker } from '../use-query';
import { useTask } from '../use-task';
import { Notice } from './notice';
import { useToast } from './toast';

/** What happened to the store, when, and what came back; stays until the person has read it. Nothing where nothing did. */
export function LossNotice() {
  const { loss } = useOverview();
  return loss && <ToldLoss loss={loss} />;
}

function ToldLoss({ loss }: { loss: Loss }) {
  const t = useT();
  const now = useRulesNow(minute);
  const { what, at, restored } = loss;
  const counts = restored && restoredWords(t, restored);
  return (
    <Notice
      kind="caution"
      title={t(titles[what])}
      action={isRestoring(loss) ? undefined : <WhatNext sessions={restored?.sessions ?? 0} />}
    >
      <p>{t('lossFound', { moment: formatMoment(t, at, now) })}</p>
      {restored === null && <p>{t('lossLocked')}</p>}
      {counts && <p>{t('lossRestored', { counts })}</p>}
      {restored?.isComplete === false && <p>{t(what === 'store' ? 'lossPartly' : 'lossNothing')}</p>}
    </Notice>
  );
}

const titles = {
  store: 'lossTitleStore',
  records: 'lossTitleRecords',
  'earlier-state': 'lossTitleEarlier',
} as const;

/** Several sessions are one click away together, where no password is asked for each. */
function WhatNext({ sessions }: { sessions: number }) {
  const t = useT();
  const say = useToast();
  const { call } = useWorker();
  const { settings, vault } = useOverview();
  const { run, isRunning, sentence } = useTask();
  const [areReconnected, setReconnected] = useState(false);
  const isOffered = sessions > 1 && vault === 'unlocked' && settings.profile !== 'public' && !areReconnected;

  const reconnectAll = async () => {
    const outcome = await run(() => call('session.reconnectLost', {}));
    if (!outcome.ok) return;
    setReconnected(true);
    say({ text: t.count('lossReconnected', outcome.value.reconnected) });
  };
  return (
    <>
      {isOffered && (
        <ApproveButton
          kind="quiet"
          subject="reconnect-lost"
          isBusy={isRunning}
          onApprove={() => void reconnectAll()}
        >
          {t('lossReconnectAll')}
        </ApproveButton>
      )}
      <Button kind="quiet" isDisabled={isRunning} onClick={() => void run(() => call('loss.dismiss', {}))}>
        {t('lossRead')}
      </Button>
      {sentence && <span role="alert">{sentence}</span>}
    </>
  );
}

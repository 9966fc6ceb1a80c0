import { useState } from 'react';
import { Button } from '../controls/button';
import { useT } from '../language';
import { useWorker } from '../use-query';
import { useTask } from '../use-task';
import { ConfirmDialog } from './confirm-dialog';
import { ErrorState } from './error-state';

/** The store does not open: what that means, and, where trying again does not help, the way back by the second copy. */
export function UnreadableStore({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const { run, isRunning, sentence } = useTask();
  const [isAsking, setIsAsking] = useState(false);

  const beginAnew = async () => {
    const outcome = await run(() => call('store.beginAnew', {}));
    setIsAsking(false);
    if (outcome.ok) onRetry();
  };
  return (
    <>
      <ErrorState title={t('troubleTitle')} onRetry={onRetry}>
        {t('troubleLead')}
      </ErrorState>
      <div className="error-state">
        <p>{t('troubleAnewLead')}</p>
        {sentence && <p role="alert">{sentence}</p>}
        <Button isBusy={isRunning} onClick={() => setIsAsking(true)}>
          {t('troubleAnew')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('troubleAnewConfirm')}
        confirm={t('troubleAnew')}
        isBusy={isRunning}
        onConfirm={() => void beginAnew()}
        onCancel={() => setIsAsking(false)}
      >
        <p>{t('troubleAnewLead')}</p>
      </ConfirmDialog>
    </>
  );
}

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
  const [asked, setAsked] = useState<keyof typeof questions | null>(null);

  const beginAnew = async () => {
    const withoutCopy = asked === 'without-copy';
    const outcome = await run(() => call('store.beginAnew', { withoutCopy }));
    setAsked(!outcome.ok && outcome.fault === 'no-copy' ? 'without-copy' : null);
    if (outcome.ok) onRetry();
  };
  const words = questions[asked ?? 'from-copy'];
  return (
    <>
      <ErrorState title={t('troubleTitle')} onRetry={onRetry}>
        {t('troubleLead')}
      </ErrorState>
      <div className="error-state">
        <p>{t('troubleAnewLead')}</p>
        {sentence && <p role="alert">{sentence}</p>}
        <Button isBusy={isRunning} onClick={() => setAsked('from-copy')}>
          {t('troubleAnew')}
        </Button>
      </div>
      <ConfirmDialog
        key={asked}
        isOpen={asked !== null}
        title={t(words.title)}
        confirm={t(words.confirm)}
        isBusy={isRunning}
        onConfirm={() => void beginAnew()}
        onCancel={() => setAsked(null)}
      >
        <p>{t(words.lead)}</p>
      </ConfirmDialog>
    </>
  );
}

const questions = {
  'from-copy': { title: 'troubleAnewConfirm', lead: 'troubleAnewConfirmLead', confirm: 'troubleAnew' },
  'without-copy': { title: 'troubleEmptyConfirm', lead: 'troubleEmptyLead', confirm: 'troubleEmpty' },
} as const;

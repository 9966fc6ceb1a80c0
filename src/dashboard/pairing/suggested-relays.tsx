import { Button } from '../../ui/controls/button';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useQuery, useWorker } from '../../ui/use-query';
import { RelayNames } from './relay-names';

/** The relays that are suggested, and what they would see, before they are used. */
export function SuggestedRelays() {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const view = useQuery('relays.list', {}, ['relays', 'settings']);
  if (view.value === null) {
    return view.state === 'failed' ? <ErrorState onRetry={view.reload} /> : <LoadingState lines={5} />;
  }
  const { suggested } = view.value;
  const use = async () => {
    const outcome = await task.run(() => call('relays.set', { relays: [...suggested] }));
    if (outcome.ok) say({ text: t('relaysUsed') });
  };
  return (
    <div className="stack">
      <p>{t('relaysSuggestedLead')}</p>
      <RelayNames label={t('relaysSuggested')} relays={suggested} />
      <p className="quiet">
        {t('relaysSees')} {t('relaysSeesNot')}
      </p>
      {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      <div className="actions">
        <Button isBusy={task.isRunning} onClick={() => void use()}>
          {t('relaysUse')}
        </Button>
      </div>
    </div>
  );
}

import type { Network } from '../../core/network';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';

/** Asks before an added network is forgotten. */
export function RemoveNetwork({ network, onClose }: { network: Network; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const { chain, name } = network;
  const remove = async () => {
    const outcome = await task.run(() => call('networks.remove', { chain }));
    if (!outcome.ok) return;
    say({ text: t('networksRemoved', { name }) });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('networksRemoveQuestion', { name })}
      confirm={t('networksRemove')}
      isBusy={task.isRunning}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <div className="question">
        <p>{t('networksRemoveLead')}</p>
        {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      </div>
    </ConfirmDialog>
  );
}

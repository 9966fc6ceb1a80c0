import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import type { Task } from '../../ui/use-task';

/** Asks before the last relay goes, since this is the only device then. */
export function RemoveLastRelay({
  task,
  onRemove,
  onClose,
}: {
  task: Task;
  onRemove: () => void;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <ConfirmDialog
      isOpen
      title={t('relaysRemoveLast')}
      confirm={t('relaysRemoveLastButton')}
      isBusy={task.isRunning}
      onConfirm={onRemove}
      onCancel={onClose}
    >
      <div className="question">
        <p>{t('relaysRemoveLastLead')}</p>
        {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      </div>
    </ConfirmDialog>
  );
}

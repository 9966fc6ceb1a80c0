import type { Address } from '../../core/address';
import type { OtherDevice } from '../../protocol/ui';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';

/** Asks before a device leaves the list. */
export function ForgetDevice({
  device: { key, name },
  account,
  onClose,
}: {
  device: OtherDevice;
  account: Address;
  onClose: () => void;
}) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const forget = async () => {
    const outcome = await task.run(() => call('devices.forget', { account, device: key, isMerging: false }));
    if (!outcome.ok) return;
    say({ text: t('devicesForgotten', { name }) });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('devicesForgetQuestion', { name })}
      confirm={t('devicesForget')}
      isBusy={task.isRunning}
      onConfirm={() => void forget()}
      onCancel={onClose}
    >
      <div className="question">
        <p>{t('devicesForgetLead')}</p>
        {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      </div>
    </ConfirmDialog>
  );
}

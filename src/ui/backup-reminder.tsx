import type { ReactNode } from 'react';
import { Button } from './controls/button';
import { Notice } from './feedback/notice';
import { useT } from './language';
import { useOverview } from './use-overview';
import { useWorker } from './use-query';
import { useTask } from './use-task';

/** Says what is saved nowhere else, with the way to save it, and "Remind me later". Nothing, where all is saved. */
export function BackupReminder({ action }: { action: ReactNode }) {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const { reminder } = useOverview();
  if (reminder === null) return null;
  return (
    <Notice
      title={t(reminder === 'wallet' ? 'backupRemindWallet' : 'backupRemindKeys')}
      action={
        <span className="notice-actions">
          {action}
          <Button
            kind="quiet"
            isBusy={task.isRunning}
            onClick={() => void task.run(() => call('backup.remindLater', {}))}
          >
            {t('backupRemindLater')}
          </Button>
        </span>
      }
    >
      {t(reminder === 'wallet' ? 'backupRemindWalletLead' : 'backupRemindKeysLead')}
    </Notice>
  );
}

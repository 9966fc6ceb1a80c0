import type { ReactNode } from 'react';
import { Button } from './controls/button';
import { Notice } from './feedback/notice';
import { useT } from './language';
import { useOverview } from './use-overview';
import { useWorker } from './use-query';
import { useTask } from './use-task';

const words = {
  wallet: { title: 'backupRemindWallet', lead: 'backupRemindWalletLead' },
  'imported-keys': { title: 'backupRemindKeys', lead: 'backupRemindKeysLead' },
  'second-copy': { title: 'backupRemindCopy', lead: 'backupRemindCopyLead' },
} as const;

/** Says what is saved nowhere else, with the way to save it, and "Remind me later". Nothing, where all is saved. */
export function BackupReminder({ action }: { action: ReactNode }) {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const { reminder } = useOverview();
  if (reminder === null) return null;
  return (
    <Notice
      title={t(words[reminder].title)}
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
      {t(words[reminder].lead)}
    </Notice>
  );
}

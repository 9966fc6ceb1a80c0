import { useCallback, useState } from 'react';
import { Button } from '../../ui/controls/button';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { EmptyState } from '../../ui/feedback/empty-state';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { PassList } from '../../ui/pass/pass';
import { useList, useWorker } from '../../ui/use-query';
import type { LoadPage } from '../../ui/watch';
import type { SessionView } from '../../protocol/ui';
import { ListEnd } from '../list-end';
import { useTask } from '../../ui/use-task';
import { LiveSession } from './live-session';

/** The list "Sessions", and the way to end them all. */
export function LiveSessions() {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const [isAsking, setIsAsking] = useState(false);
  const load: LoadPage<SessionView> = useCallback(
    (page) => call('sessions.list', { state: 'live', ...page }),
    [call],
  );
  const list = useList(load, ['sessions', 'requests', 'accounts']);
  const count = list.total ?? list.items.length;
  const endAll = async () => {
    const outcome = await task.run(() => call('session.endAll', {}));
    if (!outcome.ok) return;
    setIsAsking(false);
    say({ text: t('sessionsEndedAllNow') });
  };
  return (
    <>
      <PassList
        id="sessions"
        title={t('sessionsHeading')}
        action={
          count > 0 && (
            <Button kind="quiet" onClick={() => setIsAsking(true)}>
              {t('sessionsEndAll')}
            </Button>
          )
        }
      >
        {list.items.map((session) => (
          <LiveSession key={session.key} session={session} />
        ))}
      </PassList>
      <ListEnd list={list}>
        <EmptyState title={t('sessionsEmpty')}>{t('sessionsEmptyLead')}</EmptyState>
      </ListEnd>
      <ConfirmDialog
        isOpen={isAsking}
        title={t.count('sessionsEndAllQuestion', count)}
        confirm={t('sessionsEndAll')}
        isBusy={task.isRunning}
        onConfirm={() => void endAll()}
        onCancel={() => {
          setIsAsking(false);
          task.forgetFault();
        }}
      >
        <div className="question">
          <p>{t('sessionsEndAllLead')}</p>
          <p>{t('endHonestNote')}</p>
          {task.sentence && <p role="alert">{task.sentence}</p>}
        </div>
      </ConfirmDialog>
    </>
  );
}

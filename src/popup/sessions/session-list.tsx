import { useCallback, useState } from 'react';
import type { SessionView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { PassList } from '../../ui/pass/pass';
import { type PageAsked, useList, useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { useDraft } from '../use-draft';
import { SessionItem } from './session-item';

const topics = ['sessions', 'accounts', 'networks'];

/** What a popup can show without scrolling; a thousand sessions open it as fast as a few. */
const shownAtFirst = 6;

/** The sessions that live, the nearest end first. */
export function SessionList() {
  const t = useT();
  const { call } = useWorker();
  const load = useCallback((page: PageAsked) => call('sessions.list', { state: 'live', ...page }), [call]);
  const list = useList<SessionView>(load, topics, shownAtFirst);
  const opened = useDraft('sessions:details', '', (kept) => (typeof kept === 'string' ? kept : null));
  if (list.state === 'failed') return <ErrorState onRetry={list.reload} />;
  if (list.state === 'loading') return <LoadingState lines={4} />;
  return (
    <div className="listed">
      <PassList
        id="sessions"
        title={t('sessionsHeading')}
        action={list.items.length > 1 && <EndAll count={list.total ?? list.items.length} />}
      >
        {list.items.map((session) => (
          <SessionItem
            key={session.key}
            session={session}
            isOpen={opened.value === session.id}
            onOpen={(isOpen) => opened.change(isOpen ? session.id : '')}
            onDue={list.reload}
          />
        ))}
      </PassList>
      {list.items.length === 0 && (
        <EmptyState title={t('sessionsEmpty')}>{t('sessionsEmptyLead')}</EmptyState>
      )}
      {list.hasMore && (
        <Button isWide onClick={list.showMore}>
          {t('commonShowMore')}
        </Button>
      )}
    </div>
  );
}

/** Ends every session at once, after asking. */
function EndAll({ count }: { count: number }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const { run, isRunning, sentence } = useTask();
  const [isAsking, setAsking] = useState(false);
  const endAll = async () => {
    const outcome = await run(() => call('session.endAll', {}));
    if (!outcome.ok) return;
    setAsking(false);
    say({ text: t('sessionsEndedAllNow') });
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('sessionsEndAll')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t.count('sessionsEndAllQuestion', count)}
        confirm={t('sessionsEndAll')}
        isBusy={isRunning}
        onConfirm={() => void endAll()}
        onCancel={() => setAsking(false)}
      >
        <p>{sentence ?? t('sessionsEndAllLead')}</p>
        <p>{t('endHonestNote')}</p>
      </ConfirmDialog>
    </>
  );
}

import { useCallback } from 'react';
import type { SessionView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { ErrorState } from '../../ui/feedback/error-state';
import { useT } from '../../ui/language';
import { PassList } from '../../ui/pass/pass';
import { type PageAsked, useList, useWorker } from '../../ui/use-query';
import { EndedItem } from './ended-item';

const topics = ['sessions', 'accounts', 'networks'];

/** The latest; the others are a click away. */
const shownAtFirst = 4;

/** The sessions that are over, the latest first; nothing where there is none. */
export function EndedList({ onPasswordAsked }: { onPasswordAsked: (session: SessionView) => void }) {
  const t = useT();
  const { call } = useWorker();
  const load = useCallback((page: PageAsked) => call('sessions.list', { state: 'ended', ...page }), [call]);
  const list = useList<SessionView>(load, topics, shownAtFirst);
  if (list.state === 'failed') return <ErrorState onRetry={list.reload} />;
  if (list.items.length === 0) return null;
  return (
    <div className="listed">
      <PassList id="ended" title={t('sessionsEnded')}>
        {list.items.map(
          (session) =>
            session.end && (
              <EndedItem
                key={session.key}
                session={session}
                end={session.end}
                onPasswordAsked={() => onPasswordAsked(session)}
              />
            ),
        )}
      </PassList>
      {list.hasMore && (
        <Button isWide onClick={list.showMore}>
          {t('commonShowMore')}
        </Button>
      )}
    </div>
  );
}

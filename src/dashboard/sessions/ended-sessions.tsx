import { useCallback, useState } from 'react';
import type { SessionView } from '../../protocol/ui';
import { useT } from '../../ui/language';
import { PassList } from '../../ui/pass/pass';
import { useList, useWorker } from '../../ui/use-query';
import type { LoadPage } from '../../ui/watch';
import { ListEnd } from '../list-end';
import { EndedSession } from './ended-session';
import { ReconnectDialog } from './reconnect-dialog';

/** The list "Ended"; nothing at all where no session has ended. */
export function EndedSessions() {
  const t = useT();
  const { call } = useWorker();
  const [asked, setAsked] = useState<SessionView | null>(null);
  const load: LoadPage<SessionView> = useCallback(
    (page) => call('sessions.list', { state: 'ended', ...page }),
    [call],
  );
  const list = useList(load, ['sessions', 'requests', 'accounts', 'overview'], 10);
  return (
    <>
      {list.items.length > 0 && (
        <PassList id="ended" title={t('sessionsEnded')}>
          {list.items.map((session) => (
            <EndedSession key={session.key} session={session} onReconnect={() => setAsked(session)} />
          ))}
        </PassList>
      )}
      {list.state !== 'loading' && <ListEnd list={list} />}
      {asked !== null && <ReconnectDialog session={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

import type { SessionEnd } from '../../core/end-reason';
import type { RequestView, SessionView } from '../../protocol/ui';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { ReconnectScreen } from '../sessions/reconnect-screen';
import { useQueue } from './queue';

/** The reconnect screen before what waits: after it the request's own screen follows by itself. */
export function WaitingReconnect({
  session,
  end,
  waiting,
}: {
  session: SessionView;
  end: SessionEnd;
  waiting: readonly RequestView[];
}) {
  const { call } = useWorker();
  const { refresh } = useQueue();
  const { run } = useTask();
  const notNow = async () => {
    await run(() => call('request.declineReconnect', { key: session.key }));
    refresh();
  };
  return (
    <ReconnectScreen
      session={session}
      end={end}
      waiting={waiting}
      onNotNow={() => void notNow()}
      onReconnected={refresh}
    />
  );
}

import type { ReactNode } from 'react';
import type { SessionView } from '../../protocol/ui';
import { LoadingState } from '../../ui/feedback/loading-state';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { useQuery } from '../../ui/use-query';
import type { Site } from '../site';
import { useDraft } from '../use-draft';
import { ReconnectScreen } from './reconnect-screen';

const notNow = 'not-now';

/** Shows the ended session of the current tab's site before anything else, until the person says "Not now". */
export function EndedOfSite({
  site: { origin, cookieStore },
  children,
}: {
  site: Site;
  children: ReactNode;
}) {
  const { state, value } = useQuery('sessions.ofSite', origin === null ? null : { origin, cookieStore }, [
    'sessions',
    'accounts',
  ]);
  if (origin === null || state === 'failed') return children;
  if (value === null) {
    return (
      <ScreenLayout>
        <LoadingState />
      </ScreenLayout>
    );
  }
  const session = endedOf(value);
  return session === null ? children : <Offer session={session}>{children}</Offer>;
}

function Offer({ session, children }: { session: SessionView; children: ReactNode }) {
  const t = useT();
  const say = useToast();
  const answer = useDraft(`${notNow}:${session.id}`, '', (kept) => (kept === notNow ? notNow : null));
  if (!answer.isKnown || session.end === null) return null;
  if (answer.value === notNow) return children;
  return (
    <ReconnectScreen
      session={session}
      end={session.end}
      waiting={[]}
      onNotNow={() => answer.change(notNow)}
      onReconnected={() => say({ text: t('reconnectDone', { host: session.host }) })}
    />
  );
}

/** The latest ended session that can be taken up again, where none lives. */
function endedOf(sessions: readonly SessionView[]): SessionView | null {
  if (sessions.some(({ end }) => end === null)) return null;
  const [latest] = sessions
    .filter(({ isReconnectable }) => isReconnectable)
    .toSorted((one, other) => (other.end?.at ?? 0) - (one.end?.at ?? 0));
  return latest ?? null;
}

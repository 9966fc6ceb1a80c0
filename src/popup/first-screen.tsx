import { useCallback, useState } from 'react';
import type { RequestView } from '../protocol/ui';
import { ErrorState } from '../ui/feedback/error-state';
import { LoadingState } from '../ui/feedback/loading-state';
import { ScreenLayout } from '../ui/layout/screen-layout';
import { useOverview } from '../ui/use-overview';
import type { Query } from '../ui/use-query';
import { HomeScreen } from './home/home-screen';
import { useRequestOfWindow } from './place';
import { DoneScreen } from './requests/done-screen';
import { RequestQueue } from './requests/request-queue';
import { EndedOfSite } from './sessions/ended-of-site';
import type { Site } from './site';
import { NoWalletScreen } from './unlock/no-wallet-screen';
import { UnlockScreen } from './unlock/unlock-screen';

/** What stands first: what waits, then an ended session of the current tab, then unlocking, then the sessions. */
export function FirstScreen({
  requests,
  site,
  reloadOverview,
}: {
  requests: Query<readonly RequestView[]>;
  /** Null until the browser has told. */
  site: Site | null;
  reloadOverview: () => void;
}) {
  const { vault } = useOverview();
  const asked = useRequestOfWindow();
  const [hasShownRequest, setShownRequest] = useState(false);
  const [isUnsent, setUnsent] = useState(false);
  const noteUnsent = useCallback(() => setUnsent(true), []);
  if (!hasShownRequest && requests.value !== null && requests.value.length > 0) setShownRequest(true);

  if (vault === 'none') return <NoWalletScreen />;
  if (requests.value === null || site === null) {
    return (
      <ScreenLayout>
        {requests.state === 'failed' ? <ErrorState onRetry={requests.reload} /> : <LoadingState />}
      </ScreenLayout>
    );
  }
  if (requests.value.length > 0) {
    const refresh = () => {
      requests.reload();
      reloadOverview();
    };
    return <RequestQueue requests={requests.value} asked={asked} refresh={refresh} noteUnsent={noteUnsent} />;
  }
  if (asked !== null) return <DoneScreen hasShownRequest={hasShownRequest} isUnsent={isUnsent} />;
  return (
    <EndedOfSite site={site}>
      {vault === 'locked' ? <UnlockScreen waiting={[]} /> : <HomeScreen site={site} />}
    </EndedOfSite>
  );
}

import { useEffect } from 'react';
import { showTheme } from '../ui/appearance';
import { ErrorState } from '../ui/feedback/error-state';
import { isOfLaterVersion, LaterVersion } from '../ui/feedback/later-version';
import { LoadingState } from '../ui/feedback/loading-state';
import { ToastProvider } from '../ui/feedback/toast';
import { LanguageProvider } from '../ui/language';
import { ScreenLayout } from '../ui/layout/screen-layout';
import { Mark } from '../ui/pass/mark';
import { OverviewProvider } from '../ui/use-overview';
import { usePresence } from '../ui/use-presence';
import { useQuery, type Worker, WorkerProvider } from '../ui/use-query';
import { FirstScreen } from './first-screen';
import { type Sites, SitesContext, useCurrentSite } from './site';

/** The popup: in the person's language and theme, around whatever stands first. */
export function Root({ worker, sites }: { worker: Worker; sites: Sites }) {
  return (
    <WorkerProvider worker={worker}>
      <SitesContext value={sites}>
        <Told />
      </SitesContext>
    </WorkerProvider>
  );
}

function Told() {
  usePresence();
  const overview = useQuery('overview', {}, ['overview', 'settings', 'accounts', 'networks']);
  const { state, value, reload } = overview;
  // Asked together: what stands first depends on all three.
  const requests = useQuery('requests.list', {}, ['requests', 'sessions', 'accounts', 'networks']);
  const site = useCurrentSite();
  const theme = value?.settings.theme ?? null;
  useEffect(() => showTheme(theme), [theme]);
  return (
    <LanguageProvider choice={value?.settings.language ?? null}>
      <ToastProvider>
        {isOfLaterVersion(overview) ? (
          <ScreenLayout align="center">
            <div className="alone">
              <Mark size={64} />
              <LaterVersion onRetry={reload} />
            </div>
          </ScreenLayout>
        ) : value ? (
          <OverviewProvider overview={value}>
            <FirstScreen requests={requests} site={site} reloadOverview={reload} />
          </OverviewProvider>
        ) : (
          <ScreenLayout>
            {state === 'failed' ? <ErrorState onRetry={reload} /> : <LoadingState />}
          </ScreenLayout>
        )}
      </ToastProvider>
    </LanguageProvider>
  );
}

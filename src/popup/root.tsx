import { useEffect } from 'react';
import { showTheme } from '../ui/appearance';
import { NothingYet } from '../ui/feedback/nothing-yet';
import { ToastProvider } from '../ui/feedback/toast';
import { LanguageProvider } from '../ui/language';
import { ScreenLayout } from '../ui/layout/screen-layout';
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
  // Asked together: what stands first depends on all three.
  const requests = useQuery('requests.list', {}, ['requests', 'sessions', 'accounts', 'networks']);
  const site = useCurrentSite();
  const { value } = overview;
  const theme = value?.settings.theme ?? null;
  useEffect(() => showTheme(theme), [theme]);
  return (
    <LanguageProvider choice={value?.settings.language ?? null}>
      <ToastProvider>
        {value ? (
          <OverviewProvider overview={value}>
            <FirstScreen requests={requests} site={site} reloadOverview={overview.reload} />
          </OverviewProvider>
        ) : (
          <ScreenLayout>
            <NothingYet overview={overview} />
          </ScreenLayout>
        )}
      </ToastProvider>
    </LanguageProvider>
  );
}

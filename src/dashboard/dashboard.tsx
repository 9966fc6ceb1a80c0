import { useEffect } from 'react';
import { showTheme } from '../ui/appearance';
import { isOfLaterVersion, LaterVersion } from '../ui/feedback/later-version';
import { NothingYet } from '../ui/feedback/nothing-yet';
import { ToastProvider } from '../ui/feedback/toast';
import { Notice } from '../ui/feedback/notice';
import { LanguageProvider, useT } from '../ui/language';
import { SheetLayout } from '../ui/layout/page-layout';
import { OverviewProvider, useOverview } from '../ui/use-overview';
import { usePresence } from '../ui/use-presence';
import { useQuery, type Worker, WorkerProvider } from '../ui/use-query';
import { goInstead, useRoute } from './route';
import { Shell } from './shell';
import { ForgottenPassword } from './welcome/forgotten-password';
import { Welcome } from './welcome/welcome';

/** The dashboard: in the person's language and theme, around the page that the hash names. */
export function Dashboard({ worker }: { worker: Worker }) {
  return (
    <WorkerProvider worker={worker}>
      <Told />
    </WorkerProvider>
  );
}

function Told() {
  usePresence();
  const overview = useQuery('overview', {}, ['overview', 'settings', 'accounts', 'networks']);
  const { value } = overview;
  const theme = value?.settings.theme ?? null;
  useEffect(() => showTheme(theme), [theme]);
  return (
    <LanguageProvider choice={value?.settings.language ?? null}>
      <ToastProvider>
        {isOfLaterVersion(overview) ? (
          <SheetLayout>
            <LaterVersion onRetry={overview.reload} />
          </SheetLayout>
        ) : value ? (
          <OverviewProvider overview={value}>
            <Place />
          </OverviewProvider>
        ) : (
          <SheetLayout>
            <NothingYet overview={overview} />
          </SheetLayout>
        )}
      </ToastProvider>
    </LanguageProvider>
  );
}

/** A wallet is made, and made anew, in a normal window. */
function NotHere() {
  const t = useT();
  return (
    <SheetLayout>
      <Notice title={t('privateHere')}>{t('privateNotHere')}</Notice>
    </SheetLayout>
  );
}

/** Without a wallet there is only the welcome. */
function Place() {
  const { vault, isPrivate } = useOverview();
  const route = useRoute();
  const isLost = vault === 'none' && route.page !== 'welcome';
  useEffect(() => {
    if (isLost) goInstead('welcome');
  }, [isLost]);
  if (isPrivate && (isLost || route.page === 'welcome' || route.page === 'forgot')) return <NotHere />;
  if (isLost || route.page === 'welcome') return <Welcome part={isLost ? '' : route.part} />;
  if (route.page === 'forgot') return <ForgottenPassword />;
  return <Shell page={route.page} part={route.part} />;
}

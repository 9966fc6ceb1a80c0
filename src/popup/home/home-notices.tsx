import { BackupReminder } from '../../ui/backup-reminder';
import { Button } from '../../ui/controls/button';
import { LossNotice } from '../../ui/feedback/loss-notice';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { openDashboard } from '../place';
import { type Site, useSites } from '../site';
import { SuggestedTokens } from '../tokens/suggested-tokens';
import { TakenOverNotices } from './taken-over-notices';
import { UpdateNotice } from './update-notice';

/** What the person should know before anything else: what is saved nowhere else, a site that is withheld, a token. */
export function HomeNotices({ site }: { site: Site }) {
  const t = useT();
  const { isPrivate } = useOverview();
  const { allow } = useSites();
  return (
    <>
      {isPrivate && <Notice title={t('privateHere')}>{t('privateHereLead')}</Notice>}
      <LossNotice />
      <TakenOverNotices />
      <UpdateNotice />
      <BackupReminder
        action={
          <Button kind="quiet" onClick={() => openDashboard('backup')}>
            {t('backupSave')}
          </Button>
        }
      />
      {site.isWithheld && (
        <Notice
          title={t('stateWithheldTitle')}
          action={
            <Button kind="quiet" onClick={() => void allow().then(window.close)}>
              {t('stateWithheldAllow')}
            </Button>
          }
        >
          {t('stateNoSites')}
        </Notice>
      )}
      <SuggestedTokens />
    </>
  );
}

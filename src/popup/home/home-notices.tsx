import { Button } from '../../ui/controls/button';
import { LossNotice } from '../../ui/feedback/loss-notice';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { openDashboard } from '../place';
import { type Site, useSites } from '../site';
import { SuggestedTokens } from '../tokens/suggested-tokens';

/** What the person should know before anything else: a phrase that is not safe, a site that is withheld, a token. */
export function HomeNotices({ site }: { site: Site }) {
  const t = useT();
  const { settings, isPrivate } = useOverview();
  const { allow } = useSites();
  return (
    <>
      {isPrivate && <Notice title={t('privateHere')}>{t('privateHereLead')}</Notice>}
      <LossNotice />
      {!settings.isPhraseSaved && (
        <Notice
          kind="caution"
          title={t('phraseUnsavedTitle')}
          action={
            <Button kind="quiet" onClick={() => openDashboard('accounts')}>
              {t('phraseUnsavedButton')}
            </Button>
          }
        >
          {t('phraseUnsavedLead')}
        </Notice>
      )}
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

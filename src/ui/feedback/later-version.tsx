import { Button } from '../controls/button';
import { useT } from '../language';
import { Title } from '../layout/heading';
import type { Watched } from '../watch';

/** Whether what was asked could not be had because a later version of Sekisho has written the store. */
export function isOfLaterVersion(watched: Watched<unknown>): boolean {
  return watched.state === 'failed' && watched.fault.fault === 'later-version';
}

/** The store is that of a later version: why there is nothing to see, what is untouched, and what to do. */
export function LaterVersion({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  return (
    <div className="later-version" role="alert">
      <Title lead={t('laterVersionWhat')}>{t('laterVersionTitle')}</Title>
      <p>
        <b>{t('laterVersionNext')}</b> {t('laterVersionSites')}
      </p>
      <Button onClick={onRetry}>{t('commonTryAgain')}</Button>
    </div>
  );
}

import { useEffect } from 'react';
import { Button } from '../../ui/controls/button';
import { EmptyState } from '../../ui/feedback/empty-state';
import { useT } from '../../ui/language';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { useTitle } from '../use-title';

/** Long enough to read one word, short enough not to stand in the way. */
const shownFor = 900;

/**
 * A request window with nothing left to ask: it says so and closes. One that opened too late stays, to say that the
 * request is gone.
 */
export function DoneScreen({ hasShownRequest }: { hasShownRequest: boolean }) {
  const t = useT();
  useEffect(() => {
    if (!hasShownRequest) return;
    const timer = setTimeout(() => window.close(), shownFor);
    return () => clearTimeout(timer);
  }, [hasShownRequest]);
  const title = hasShownRequest ? t('requestDone') : t('requestGone');
  useTitle(title);
  return (
    <ScreenLayout align="center">
      <div role="status">
        <EmptyState title={title} action={<Button onClick={() => window.close()}>{t('commonClose')}</Button>}>
          {hasShownRequest ? t('requestNoneLead') : t('requestGoneLead')}
        </EmptyState>
      </div>
    </ScreenLayout>
  );
}

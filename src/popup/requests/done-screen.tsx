import { useEffect } from 'react';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { Mark } from '../../ui/pass/mark';
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
      <div className="alone" role="status">
        <Mark size={64} />
        <Title lead={hasShownRequest ? t('requestNoneLead') : t('requestGoneLead')}>{title}</Title>
        <Button onClick={() => window.close()}>{t('commonClose')}</Button>
      </div>
    </ScreenLayout>
  );
}

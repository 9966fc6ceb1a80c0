import { useCallback, useEffect } from 'react';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { Mark } from '../../ui/pass/mark';
import { useWorker } from '../../ui/use-query';
import { useTitle } from '../use-title';

/** Long enough to read one word, short enough not to stand in the way. */
const shownFor = 900;

/**
 * A request window with nothing left to ask: it says so and closes. One that opened too late stays, to say that the
 * request is gone.
 */
export function DoneScreen({
  hasShownRequest,
  isUnsent,
}: {
  hasShownRequest: boolean;
  /** The last one was a transaction that is signed and waits for the network: that is to be read. */
  isUnsent: boolean;
}) {
  const t = useT();
  const { call } = useWorker();
  const leave = useCallback(async () => {
    const left = await call('request.leaveWindow', {}).catch(() => null);
    // What came in the meantime is shown here.
    if (left?.ok !== true || left.value.mayClose) window.close();
  }, [call]);
  useEffect(() => {
    if (!hasShownRequest || isUnsent) return;
    const timer = setInterval(() => void leave(), shownFor);
    return () => clearInterval(timer);
  }, [hasShownRequest, isUnsent, leave]);
  const [title, lead] = isUnsent
    ? [t('connectionUnsentTitle'), t('connectionUnsentLead')]
    : hasShownRequest
      ? [t('requestDone'), t('requestNoneLead')]
      : [t('requestGone'), t('requestGoneLead')];
  useTitle(title);
  return (
    <ScreenLayout align="center">
      <div className="alone" role="status">
        <Mark size={64} />
        <Title lead={lead}>{title}</Title>
        <Button onClick={() => void leave()}>{t('commonClose')}</Button>
      </div>
    </ScreenLayout>
  );
}

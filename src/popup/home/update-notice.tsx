import { useEffect, useState } from 'react';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';

/** After an update, what it kept. Said once: it stays until this popup closes, and does not come again. */
export function UpdateNotice() {
  const t = useT();
  const { call } = useWorker();
  const { update } = useOverview();
  const [told, setTold] = useState(update);
  if (told === null && update !== null) setTold(update);
  const isTold = told !== null;
  useEffect(() => {
    if (!isTold) return;
    call('update.seen', {}).catch(() => {
      // It is told once more, that is all.
    });
  }, [call, isTold]);
  if (told === null) return null;
  const { to, kept, ended } = told;
  return (
    <Notice title={t('updateTitle', { version: to })}>
      <p>{kept > 0 ? t.count('updateKept', kept) : t('updateKeptNone')}</p>
      {ended > 0 && <p>{t.count('updateEnded', ended)}</p>}
    </Notice>
  );
}

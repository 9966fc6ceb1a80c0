import { useState } from 'react';
import { minute } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';
import { useRulesNow } from '../../ui/use-overview';
import { ChangeAccounts } from './change-accounts';
import { lengthWords } from './session-words';

/** All that there is to know about a live session, and the way to change which accounts its site sees. */
export function SessionDetails({ session }: { session: SessionView }) {
  const t = useT();
  const now = useRulesNow(minute);
  const [isChanging, setChanging] = useState(false);
  const momentOf = (at: number) => formatMoment(t, at, now);
  const { idleLimit, absoluteLimit } = session.term;
  return (
    <div className="session-details">
      <KeyValueList>
        <KeyValue label={t('sessionAccounts')}>
          {session.accounts.map(({ name }) => name).join(', ')}
        </KeyValue>
        <KeyValue label={t('sessionNetwork')}>{session.networkName}</KeyValue>
        <KeyValue label={t('sessionLength')}>{lengthWords(t, session.term)}</KeyValue>
        <KeyValue label={t('sessionOpened')}>{momentOf(session.openedAt)}</KeyValue>
        <KeyValue label={t('sessionLastUse')}>{momentOf(session.lastUsedAt)}</KeyValue>
        {session.isExtendable && (
          <KeyValue label={t('sessionIdleUntil')}>{momentOf(session.lastUsedAt + idleLimit)}</KeyValue>
        )}
        <KeyValue label={t('sessionAbsoluteUntil')}>{momentOf(session.openedAt + absoluteLimit)}</KeyValue>
      </KeyValueList>
      <Button kind="quiet" onClick={() => setChanging(true)}>
        {t('sessionChangeAccounts')}
      </Button>
      <p className="quiet">{t('endHonestNote')}</p>
      {isChanging && <ChangeAccounts session={session} onClose={() => setChanging(false)} />}
    </div>
  );
}

import type { Term } from '../../core/term';
import type { Millis } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { shortAddress } from '../../ui/format-amount';
import { formatLength, formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';
import type { Translate } from '../../ui/translate';

/** Everything about one live session. */
export function SessionDetails({ session, now }: { session: SessionView; now: Millis }) {
  const t = useT();
  const { term, openedAt, lastUsedAt } = session;
  return (
    <div className="details">
      <KeyValueList>
        <KeyValue label={t('sessionAccounts')}>
          {session.accounts.map(({ name, address, checksummed }) => (
            <span className="line" key={address}>
              {name} <span className="quiet">{shortAddress(checksummed)}</span>
            </span>
          ))}
        </KeyValue>
        <KeyValue label={t('sessionNetwork')}>{session.networkName}</KeyValue>
        <KeyValue label={t('sessionLength')}>{lengthWords(t, term)}</KeyValue>
        <KeyValue label={t('sessionOpened')}>{formatMoment(t, openedAt, now)}</KeyValue>
        <KeyValue label={t('sessionLastUse')}>{formatMoment(t, lastUsedAt, now)}</KeyValue>
        <KeyValue label={t('sessionIdleUntil')}>{formatMoment(t, lastUsedAt + term.idleLimit, now)}</KeyValue>
        <KeyValue label={t('sessionAbsoluteUntil')}>
          {formatMoment(t, openedAt + term.absoluteLimit, now)}
        </KeyValue>
      </KeyValueList>
      <p className="said">{t('endHonestNote')}</p>
    </div>
  );
}

/** How long a session was chosen to be. */
function lengthWords(t: Translate, { choice, idleLimit, absoluteLimit }: Term): string {
  switch (choice.kind) {
    case 'until-browser-closes':
      return t('connectLengthBrowser');
    case 'length':
      return formatLength(t, choice.length);
    case 'profile-default':
      return t('sessionsTermDefault', {
        idle: formatLength(t, idleLimit),
        absolute: formatLength(t, absoluteLimit),
      });
  }
}

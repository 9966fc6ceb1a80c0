import { CheckRow } from '../../ui/controls/check-row';
import { shortAddress } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { useQuery } from '../../ui/use-query';

/** Names what goes when another wallet's backup takes this one's place. */
export function ReplaceChoice({
  isChecked,
  onChange,
}: {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}) {
  const t = useT();
  const accounts = useQuery('accounts.list', {}, ['accounts']).value;
  const live = useQuery('sessions.list', { state: 'live', limit: 1, after: null }, ['sessions']).value;
  if (accounts === null || live === null) return null;
  // Names repeat from wallet to wallet ("Account 1"): the address tells which one it is.
  const names = accounts.map(({ name, checksummed }) => `${name} (${shortAddress(checksummed)})`);
  return (
    <CheckRow
      label={t('backupReplace')}
      detail={
        <>
          <span className="line">
            {t('backupReplaceAccounts', { names: names.join(t('backupNameSeparator')) })}
          </span>
          {live.total > 0 && <span className="line">{t.count('backupReplaceSessions', live.total)}</span>}
          <span className="line">{t('backupReplaceHint')}</span>
        </>
      }
      isChecked={isChecked}
      onChange={onChange}
    />
  );
}

import { CheckRow } from '../../ui/controls/check-row';
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
  const names = accounts.map(({ name }) => name).join(t('backupNameSeparator'));
  const sessions = live.total === 0 ? '' : ` ${t.count('backupReplaceSessions', live.total)}`;
  return (
    <CheckRow
      label={t('backupReplace')}
      detail={`${t('backupReplaceAccounts', { names })}${sessions} ${t('backupReplaceHint')}`}
      isChecked={isChecked}
      onChange={onChange}
    />
  );
}

import type { BackupFile } from '../../core/backup';
import { minute } from '../../core/units';
import { formatStamp } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';
import { useRulesNow } from '../../ui/use-overview';

/** What a backup tells without its password. How many accounts its phrase has is sealed. */
export function ChosenFacts({ backup }: { backup: BackupFile }) {
  const t = useT();
  const now = useRulesNow(minute);
  const imported = backup.vault.secrets.filter(({ type }) => type === 'private-key').length;
  return (
    <KeyValueList>
      <KeyValue label={t('backupMadeAt')}>{formatStamp(t, backup.madeAt, now)}</KeyValue>
      <KeyValue label={t('backupMadeBy')}>Sekisho {backup.app}</KeyValue>
      <KeyValue label={t('backupHolds')}>
        {imported === 0 ? t('backupHoldsPhrase') : t.count('backupHoldsKeys', imported)}
      </KeyValue>
    </KeyValueList>
  );
}

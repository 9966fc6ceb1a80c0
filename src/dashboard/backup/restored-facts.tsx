import type { RestoredView } from '../../protocol/ui';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';

const titles = {
  new: 'backupRestoredNew',
  added: 'backupRestoredAdded',
  replaced: 'backupRestoredReplaced',
} as const;

/** What was read back, in numbers; what there was none of is not named. */
export function RestoredFacts({ restored }: { restored: RestoredView }) {
  const t = useT();
  const { kind, accounts, networks, tokens, offers } = restored;
  if (accounts + networks + tokens + offers === 0) {
    return <Notice isAnnounced>{t('backupNothingMissing')}</Notice>;
  }
  return (
    <Notice isAnnounced title={t(titles[kind])}>
      <RestoredCounts restored={restored} />
    </Notice>
  );
}

/** The numbers alone, for a screen that says the rest itself. */
export function RestoredCounts({ restored }: { restored: RestoredView }) {
  const t = useT();
  const { accounts, networks, tokens, offers } = restored;
  return (
    <>
      <KeyValueList>
        {accounts > 0 && <KeyValue label={t('commonAccounts')}>{accounts}</KeyValue>}
        {networks > 0 && <KeyValue label={t('navigationNetworks')}>{networks}</KeyValue>}
        {tokens > 0 && <KeyValue label={t('backupTokens')}>{tokens}</KeyValue>}
        {offers > 0 && <KeyValue label={t('backupOffers')}>{offers}</KeyValue>}
      </KeyValueList>
      {offers > 0 && <p className="quiet">{t('backupOffersHint')}</p>}
    </>
  );
}

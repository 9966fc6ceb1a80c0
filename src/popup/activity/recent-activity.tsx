import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useOverview } from '../../ui/use-overview';
import { TransactionList } from './transaction-list';
import { useTransactions } from './use-transactions';

const shown = 5;

/** The latest transactions of the account; nothing before the first. */
export function RecentActivity({ onShowAll }: { onShowAll: () => void }) {
  const t = useT();
  const { account } = useOverview();
  const list = useTransactions(account, shown);
  if (list.items.length === 0) return null;
  return (
    <Section
      title={t('activityHeading')}
      action={
        list.hasMore && (
          <Button kind="quiet" onClick={onShowAll}>
            {t('commonShowAll')}
          </Button>
        )
      }
    >
      <TransactionList items={list.items} />
    </Section>
  );
}

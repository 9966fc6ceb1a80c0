import type { TrackedTransaction } from '../../core/transaction';
import { useT } from '../../ui/language';
import { useQuery } from '../../ui/use-query';
import { TransactionRow } from './transaction-row';

/** Transactions, one under the other. */
export function TransactionList({ items }: { items: readonly TrackedTransaction[] }) {
  const t = useT();
  const networks = useQuery('networks.list', {}, ['networks']).value ?? [];
  return (
    <ul className="rows" aria-label={t('activityHeading')}>
      {items.map((transaction) => (
        <TransactionRow key={transaction.hash} transaction={transaction} networks={networks} />
      ))}
    </ul>
  );
}

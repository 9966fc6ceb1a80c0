import { ArrowLeft } from 'lucide-react';
import { Button } from '../../ui/controls/button';
import { IconButton } from '../../ui/controls/icon-button';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { TopBar } from '../../ui/layout/top-bar';
import { useOverview } from '../../ui/use-overview';
import { useTitle } from '../use-title';
import { TransactionList } from './transaction-list';
import { useTransactions } from './use-transactions';

/** Every transaction of the account that was sent from here. */
export function ActivityScreen({ onBack }: { onBack: () => void }) {
  const t = useT();
  const { account } = useOverview();
  const list = useTransactions(account, 20);
  useTitle(t('activityHeading'));
  return (
    <ScreenLayout
      bar={
        <TopBar account={account && { name: account.name, address: account.checksummed, balance: null }} />
      }
    >
      <div className="back">
        <IconButton label={t('commonBack')} icon={<ArrowLeft />} onClick={onBack} />
        <Title>{t('activityHeading')}</Title>
      </div>
      {list.state === 'failed' && <ErrorState onRetry={list.reload} />}
      {list.state === 'loading' && <LoadingState lines={5} />}
      {list.state === 'ready' && list.items.length === 0 && (
        <EmptyState title={t('activityEmpty')}>{t('activityEmptyLead')}</EmptyState>
      )}
      <TransactionList items={list.items} />
      {list.hasMore && (
        <Button isWide onClick={list.showMore}>
          {t('commonShowMore')}
        </Button>
      )}
    </ScreenLayout>
  );
}

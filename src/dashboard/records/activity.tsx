import { useCallback } from 'react';
import type { Address } from '../../core/address';
import type { TrackedTransaction } from '../../core/transaction';
import { minute } from '../../core/units';
import { AccountRow } from '../../ui/account/account-row';
import { EmptyState } from '../../ui/feedback/empty-state';
import { useT } from '../../ui/language';
import { useOverview, useRulesNow } from '../../ui/use-overview';
import { useList, useQuery, useWorker } from '../../ui/use-query';
import type { LoadPage } from '../../ui/watch';
import { ListEnd } from '../list-end';
import { Page } from '../page';
import { TransactionLine } from './transaction-line';

/** What the account in use has sent from here. */
export function Activity() {
  const t = useT();
  const { account } = useOverview();
  return (
    <Page title={t('activityHeading')} lead={t('activityLead')}>
      {account !== null && (
        <>
          <AccountRow name={account.name} address={account.checksummed} size="line" />
          <Transactions account={account.address} />
        </>
      )}
    </Page>
  );
}

function Transactions({ account }: { account: Address }) {
  const t = useT();
  const { call } = useWorker();
  const now = useRulesNow(minute);
  const networks = useQuery('networks.list', {}, ['networks']);
  const load: LoadPage<TrackedTransaction> = useCallback(
    (page) => call('transactions.list', { account, ...page }),
    [call, account],
  );
  const list = useList(load, ['transactions']);
  return (
    <>
      {list.items.length > 0 && (
        <ul className="entries" aria-label={t('activityHeading')}>
          {list.items.map((transaction) => (
            <TransactionLine
              key={transaction.hash}
              transaction={transaction}
              network={networks.value?.find(({ chain }) => chain === transaction.chain)}
              now={now}
            />
          ))}
        </ul>
      )}
      <ListEnd list={list}>
        <EmptyState title={t('activityEmpty')}>{t('activityEmptyLead')}</EmptyState>
      </ListEnd>
    </>
  );
}

import { useCallback } from 'react';
import type { Account } from '../../core/account';
import type { TrackedTransaction } from '../../core/transaction';
import { type List, useList, useWorker } from '../../ui/use-query';
import type { LoadPage } from '../../ui/watch';

const topics = ['transactions'];

/** The transactions of an account, the newest first. */
export function useTransactions(account: Account | null, step: number): List<TrackedTransaction> {
  const { call } = useWorker();
  const address = account?.address ?? null;
  const load = useCallback<LoadPage<TrackedTransaction>>(
    async (page) =>
      address === null
        ? { ok: true, value: { items: [], next: null } }
        : call('transactions.list', { account: address, ...page }),
    [call, address],
  );
  return useList(load, topics, step);
}

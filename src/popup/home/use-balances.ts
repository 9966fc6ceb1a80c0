import type { Account } from '../../core/account';
import type { Network } from '../../core/network';
import { formatAmount } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { type Query, useQuery } from '../../ui/use-query';

/** As many as the worker looks up at once. */
const mostAccounts = 50;

/** Balances by address, as decimal texts of the smallest unit; null where the chain did not answer. */
export type Balances = Readonly<Record<string, string | null>>;

/** The balances of accounts on one network, loaded anew when a transaction moved. */
export function useBalances(accounts: readonly Account[], network: Network | null): Query<Balances> {
  const asked = accounts.slice(0, mostAccounts).map(({ address }) => address);
  return useQuery(
    'balances.get',
    network === null || asked.length === 0 ? null : { accounts: asked, chain: network.chain },
    ['transactions', 'networks'],
  );
}

/** One account's balance in words: "1.204 ETH"; null where it is not known. */
export function useBalance(account: Account | null, network: Network | null): string | null {
  const t = useT();
  const { value } = useBalances(account ? [account] : [], network);
  const balance = account && value?.[account.address];
  return balance && network ? formatAmount(t, BigInt(balance), network.currency) : null;
}

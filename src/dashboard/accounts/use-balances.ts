import type { Account } from '../../core/account';
import type { Network } from '../../core/network';
import { formatAmount } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { useQuery } from '../../ui/use-query';

/** The balances of these accounts on a network, in words, by address. What is not known, or not yet, says so. */
export function useBalances(accounts: readonly Account[], network: Network): (account: Account) => string {
  const t = useT();
  const asked = accounts.map(({ address }) => address);
  const balances = useQuery(
    'balances.get',
    asked.length === 0 ? null : { accounts: asked, chain: network.chain },
    ['transactions', 'networks'],
  );
  return ({ address }) => {
    const balance = balances.value?.[address] ?? null;
    if (balance === null) return balances.state === 'loading' ? '…' : t('accountsBalanceUnknown');
    return formatAmount(t, BigInt(balance), network.currency);
  };
}

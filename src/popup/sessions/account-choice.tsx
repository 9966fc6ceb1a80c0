import { useId } from 'react';
import type { Account } from '../../core/account';
import type { Address } from '../../core/address';
import type { Network } from '../../core/network';
import { Crest } from '../../ui/account/crest';
import { CheckRow } from '../../ui/controls/check-row';
import { formatAmount, shortAddress } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { useBalances } from '../home/use-balances';

/** Which accounts a site is to see: a box for each. The order in which they are handed back is the accounts' own. */
export function AccountChoice({
  accounts,
  network,
  chosen,
  onChange,
}: {
  accounts: readonly Account[];
  /** Whose balances are shown. */
  network: Network | null;
  chosen: readonly Address[];
  onChange: (chosen: readonly Address[]) => void;
}) {
  const t = useT();
  const id = useId();
  const { value: balances } = useBalances(accounts, network);
  const balanceOf = ({ address }: Account) => {
    const balance = balances?.[address];
    return balance && network ? ` · ${formatAmount(t, BigInt(balance), network.currency)}` : '';
  };
  const toggle = (address: Address, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, address] : chosen.filter((each) => each !== address));
  return (
    <section className="section" role="group" aria-labelledby={id}>
      <h2 id={id}>{t('connectAccounts')}</h2>
      <div className="choices-list">
        {accounts.map((account) => (
          <CheckRow
            key={account.address}
            label={account.name}
            detail={`${shortAddress(account.checksummed)}${balanceOf(account)}`}
            leading={<Crest address={account.address} size={36} />}
            isChecked={chosen.includes(account.address)}
            onChange={(isChosen) => toggle(account.address, isChosen)}
          />
        ))}
      </div>
      {chosen.length === 0 && <p className="field-hint">{t('connectChooseOne')}</p>}
    </section>
  );
}

import { Check } from 'lucide-react';
import type { Account } from '../../core/account';
import { AccountRow } from '../../ui/account/account-row';
import { Button } from '../../ui/controls/button';
import { Dialog } from '../../ui/feedback/dialog';
import { LoadingState } from '../../ui/feedback/loading-state';
import { formatAmount } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { useQuery, useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { openDashboard } from '../place';
import { useBalances } from './use-balances';

/** Which account the first screen is about. What sites see does not change with it. */
export function AccountSwitch({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const { account: current, network } = useOverview();
  const { run, isRunning, sentence } = useTask();
  const accounts = useQuery('accounts.list', {}, ['accounts']).value;
  const balances = useBalances(accounts ?? [], network).value;
  const select = async ({ address }: Account) => {
    const outcome = await run(() => call('accounts.select', { account: address }));
    if (outcome.ok) onClose();
  };
  const balanceOf = ({ address }: Account) => {
    const balance = balances?.[address];
    return balance ? formatAmount(t, BigInt(balance), network.currency) : null;
  };
  return (
    <Dialog title={t('accountsSwitch')} onClose={onClose}>
      {accounts === null && <LoadingState lines={4} />}
      <ul className="account-switch">
        {accounts?.map((account) => {
          const isCurrent = account.address === current?.address;
          return (
            <li key={account.address}>
              <button
                type="button"
                aria-current={isCurrent || undefined}
                disabled={isRunning}
                onClick={() => void select(account)}
              >
                <AccountRow
                  size="line"
                  name={account.name}
                  address={account.checksummed}
                  detail={balanceOf(account)}
                  trailing={
                    isCurrent && (
                      <span className="in-use">
                        <Check size={15} aria-hidden="true" />
                        {t('accountsSelected')}
                      </span>
                    )
                  }
                />
              </button>
            </li>
          );
        })}
      </ul>
      {sentence && (
        <p className="foot-fault" role="alert">
          {sentence}
        </p>
      )}
      <Button kind="quiet" onClick={() => openDashboard('accounts')}>
        {t('accountsManage')}
      </Button>
    </Dialog>
  );
}

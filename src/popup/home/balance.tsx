import { QrCode } from 'lucide-react';
import { CopyButton } from '../../ui/account/copy-button';
import { OfflineNotice } from '../../ui/feedback/offline-notice';
import { formatAmount } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import { useConnection } from '../../ui/use-connection';
import { useOverview } from '../../ui/use-overview';
import { openDashboard } from '../place';
import { NetworkSelect } from './network-select';
import { useBalances } from './use-balances';

/** What the account holds on the current network, which network that is, and how to be paid. */
export function Balance({ onReceive }: { onReceive: () => void }) {
  const t = useT();
  const { account, network } = useOverview();
  const balances = useBalances(account ? [account] : [], network);
  const connection = useConnection(network.chain, balances.reload);
  if (account === null) return null;
  const balance = balances.value?.[account.address];
  const isUnknown = balances.state === 'failed' || balance === null;
  return (
    <section className="balance" aria-label={t('commonBalance')}>
      <div className="balance-head">
        <p className="balance-amount" aria-live="polite">
          {balance && <Amount wei={BigInt(balance)} />}
          {isUnknown && <span className="balance-unknown">{t('accountsBalanceUnknown')}</span>}
          {!balance && !isUnknown && (
            <span className="balance-loading">
              <span className="visually-hidden">{t('commonLoading')}</span>
            </span>
          )}
        </p>
        <NetworkSelect />
      </div>
      <div className="balance-actions">
        <CopyButton text={account.checksummed} label={t('accountsCopyAddress')} />
        <button type="button" className="button button-quiet" onClick={onReceive}>
          <QrCode size={15} aria-hidden="true" />
          {t('accountsShowQr')}
        </button>
      </div>
      {isUnknown && !connection.isAway && (
        <p className="balance-offline" role="status">
          <button type="button" className="button button-quiet" onClick={balances.reload}>
            {t('commonTryAgain')}
          </button>
        </p>
      )}
      <OfflineNotice connection={connection} onCheck={() => openDashboard('connection')} />
    </section>
  );
}

function Amount({ wei }: { wei: bigint }) {
  const t = useT();
  const { currency } = useOverview().network;
  return (
    <>
      <b>{formatAmount(t, wei, { ...currency, symbol: '' })}</b> <span>{currency.symbol}</span>
    </>
  );
}

import type { TransactionAsk } from '../../../core/held-request';
import type { Network } from '../../../core/network';
import { second } from '../../../core/units';
import { Address } from '../../../ui/account/address';
import { Button } from '../../../ui/controls/button';
import { LoadingState } from '../../../ui/feedback/loading-state';
import { Notice } from '../../../ui/feedback/notice';
import { faultSentence } from '../../../ui/fault-sentence';
import { formatAmount } from '../../../ui/format-amount';
import { useT } from '../../../ui/language';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { useRulesNow } from '../../../ui/use-overview';
import type { Query } from '../../../ui/use-query';
import type { PreviewOf } from '../use-preview';

/** What can be told before the network has answered, and that it does not: offline is neither ended nor locked. */
export function TransactionPending({
  preview,
  transaction: { to, value },
  network,
  isOfflineTold,
}: {
  preview: Query<PreviewOf<'transaction'>>;
  transaction: TransactionAsk;
  network: Network | null;
  /** The screen says already that the network is away. */
  isOfflineTold: boolean;
}) {
  const t = useT();
  const now = useRulesNow(second);
  const isFailed = preview.state === 'failed';
  const isOffline = isFailed && preview.fault.fault === 'chain-unreachable';
  const retry = <Button onClick={preview.reload}>{t('commonTryAgain')}</Button>;
  return (
    <>
      {isOffline && !isOfflineTold && (
        <Notice kind="offline" title={t('stateOffline')} action={retry} isAnnounced>
          {t('transactionOffline')}
        </Notice>
      )}
      {isFailed && !isOffline && (
        <Notice kind="caution" action={retry} isAnnounced>
          {preview.fault.fault === 'chain-refused'
            ? t('transactionRefused', { reason: preview.fault.message })
            : faultSentence(t, preview.fault, now)}
        </Notice>
      )}
      <KeyValueList>
        {BigInt(value) > 0n && (
          <KeyValue label={t('transactionSend')} isStrong>
            {formatAmount(t, BigInt(value), { ...network?.currency, precision: 'exact' })}
          </KeyValue>
        )}
        {to !== null && (
          <KeyValue label={t('transactionTo')} isStacked>
            <Address address={to} canCopy={false} />
          </KeyValue>
        )}
        {network && <KeyValue label={t('transactionNetwork')}>{network.name}</KeyValue>}
      </KeyValueList>
      {!isFailed && <LoadingState lines={4} label={t('transactionEstimating')} />}
    </>
  );
}

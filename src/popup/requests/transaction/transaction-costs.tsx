import type { Network } from '../../../core/network';
import type { TransactionPreview } from '../../../protocol/ui';
import { Notice } from '../../../ui/feedback/notice';
import { formatAmount } from '../../../ui/format-amount';
import { useT } from '../../../ui/language';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { SpeedChoice } from './speed-choice';

/** What it costs at most, and what is left; how fast it should go. */
export function TransactionCosts({
  told,
  network,
  speed,
  isChoosing,
  fault,
  onChoose,
}: {
  told: TransactionPreview;
  network: Network;
  /** The one chosen last. */
  speed: TransactionPreview['speed'];
  /** Its fee is being worked out. */
  isChoosing: boolean;
  /** Why another speed could not be had. */
  fault: string | undefined;
  onChoose: (speed: TransactionPreview['speed']) => void;
}) {
  const t = useT();
  const { currency } = network;
  const atMost = (wei: bigint) => formatAmount(t, wei, { ...currency, precision: 'atMost' });
  const total = BigInt(told.total);
  const balance = BigInt(told.balance);
  const sendsValue = BigInt(told.value) > 0n && told.meaning.kind !== 'transfer';
  return (
    <>
      {!told.hasFunds && (
        <Notice kind="caution" isAnnounced>
          {t('transactionInsufficient', {
            needed: atMost(total),
            available: formatAmount(t, balance, currency),
            network: network.name,
          })}
        </Notice>
      )}
      <div className="costs" data-outdated={isChoosing || undefined}>
        <SpeedChoice value={speed} isDisabled={isChoosing} onChange={onChoose} />
        {fault && (
          <p className="field-error" role="alert">
            {fault}
          </p>
        )}
        <KeyValueList>
          {sendsValue && (
            <KeyValue label={t('transactionSend')}>
              {formatAmount(t, BigInt(told.value), { ...currency, precision: 'exact' })}
            </KeyValue>
          )}
          <KeyValue label={t('transactionFee')}>{atMost(BigInt(told.fee))}</KeyValue>
          <KeyValue label={t('transactionTotal')} isStrong>
            {atMost(total)}
          </KeyValue>
          {told.hasFunds && (
            <KeyValue label={t('transactionBalanceAfter')}>
              {formatAmount(t, balance - total, currency)}
            </KeyValue>
          )}
        </KeyValueList>
      </div>
    </>
  );
}

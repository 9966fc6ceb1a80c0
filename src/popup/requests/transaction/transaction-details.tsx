import type { Network } from '../../../core/network';
import type { TransactionPreview } from '../../../protocol/ui';
import { formatAmount } from '../../../ui/format-amount';
import { useT } from '../../../ui/language';
import { Disclosure } from '../../../ui/layout/disclosure';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { MessageBox } from '../../../ui/layout/message-box';

/** The rest of what will be signed: nonce, gas and its prices, function, data. */
export function TransactionDetails({ told, network }: { told: TransactionPreview; network: Network }) {
  const t = useT();
  const gwei = (wei: string) => formatAmount(t, BigInt(wei), { symbol: 'gwei', decimals: 9 });
  return (
    <Disclosure label={t('commonDetails')}>
      <KeyValueList>
        <KeyValue label={t('networkChainId')}>{network.chain}</KeyValue>
        <KeyValue label={t('transactionNonce')}>{told.nonce}</KeyValue>
        <KeyValue label={t('transactionGas')}>
          {formatAmount(t, BigInt(told.gas), { symbol: '', decimals: 0 })}
        </KeyValue>
        <KeyValue label={t('transactionMaxFee')}>{gwei(told.maxFeePerGas)}</KeyValue>
        <KeyValue label={t('transactionPriority')}>{gwei(told.maxPriorityFeePerGas)}</KeyValue>
        {told.meaning.kind === 'call' && (
          <KeyValue label={t('transactionFunction')}>
            <code>{told.meaning.selector}</code>
          </KeyValue>
        )}
      </KeyValueList>
      {told.data !== '0x' && <MessageBox label={t('transactionData')} text={told.data} size="small" />}
    </Disclosure>
  );
}

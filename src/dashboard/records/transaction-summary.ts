import type { Network } from '../../core/network';
import type { TrackedTransaction } from '../../core/transaction';
import { formatAmount } from '../../ui/format-amount';
import type { Translate } from '../../ui/translate';

const selectors = { transfer: '0xa9059cbb', approve: '0x095ea7b3' } as const;

/** What a transaction does, in a few words. Amounts of tokens stay out: their decimals are not known here. */
export function transactionSummary(
  t: Translate,
  { to, data, value }: TrackedTransaction,
  network: Network | undefined,
): string {
  if (to === null) return t('transactionDeploy');
  if (data.startsWith(selectors.transfer)) return t('activityTokenTransfer');
  if (data.startsWith(selectors.approve)) return t('activityTokenApproval');
  if (data !== '0x') return t('activityCalled');
  return t('activitySent', { amount: formatAmount(t, BigInt(value), network?.currency ?? { symbol: '' }) });
}

/** Where a block explorer shows it; null where the network has none that may be linked. */
export function explorerLink({ hash }: TrackedTransaction, network: Network | undefined): string | null {
  const explorer = network?.explorer ?? '';
  if (!explorer.startsWith('https://')) return null;
  return `${explorer.replace(/\/+$/, '')}/tx/${hash}`;
}

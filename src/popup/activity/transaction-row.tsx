import { ArrowUpRight, Check, Clock, CloudOff, ExternalLink, Replace, X } from 'lucide-react';
import type { Network } from '../../core/network';
import { hostOf } from '../../core/origin';
import type { TrackedTransaction } from '../../core/transaction';
import { minute } from '../../core/units';
import { formatAmount, shortAddress } from '../../ui/format-amount';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { transactionWords } from '../../ui/transaction-words';
import { useOverview, useRulesNow } from '../../ui/use-overview';

const statusPictures = {
  signed: ArrowUpRight,
  pending: Clock,
  confirmed: Check,
  failed: X,
  replaced: Replace,
  unsent: CloudOff,
  dropped: CloudOff,
} as const;

/** One transaction in a line: what, to whom, when, and how it stands, by shape and word. */
export function TransactionRow({
  transaction,
  networks,
}: {
  transaction: TrackedTransaction;
  /** All that are known, to name the transaction's own. */
  networks: readonly Network[];
}) {
  const t = useT();
  const now = useRulesNow(minute);
  const { network: current } = useOverview();
  const { chain, to, value, data, status, origin, hash, signedAt } = transaction;
  const network = networks.find((each) => each.chain === chain);
  const isElsewhere = network !== undefined && network.chain !== current.chain;
  const Picture = statusPictures[status];
  const { word, lead } = transactionWords[status];
  const amount = formatAmount(t, BigInt(value), network?.currency ?? {});
  const what =
    to === null
      ? t('transactionDeploy')
      : data === '0x'
        ? t('activitySent', { amount })
        : t('activityCalled');
  return (
    <li>
      <span className="row-picture" data-status={status}>
        <Picture size={16} aria-hidden="true" />
      </span>
      <span className="row-words">
        <b>{what}</b>
        {to !== null && <span className="numeric">{t('activityTo', { address: shortAddress(to) })}</span>}
        {origin !== null && <span>{t('activityBy', { host: hostOf(origin) })}</span>}
        {lead !== null && <span>{t(lead)}</span>}
      </span>
      <span className="row-state">
        <b>{t(word)}</b>
        <span className="numeric">{formatMoment(t, signedAt, now)}</span>
        {isElsewhere && <span>{network.name}</span>}
      </span>
      {network?.explorer && (
        <a
          className="icon-button"
          href={`${network.explorer.replace(/\/$/, '')}/tx/${hash}`}
          target="_blank"
          rel="noreferrer"
          aria-label={t('activityExplorer')}
          title={t('activityExplorer')}
        >
          <ExternalLink size={16} aria-hidden="true" />
        </a>
      )}
    </li>
  );
}

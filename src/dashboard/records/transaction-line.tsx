import { Ban, Check, CircleDashed, CloudOff, Hourglass, Replace } from 'lucide-react';
import type { Network } from '../../core/network';
import { hostOf } from '../../core/origin';
import type { TrackedTransaction } from '../../core/transaction';
import type { Millis } from '../../core/units';
import { CopyButton } from '../../ui/account/copy-button';
import { shortAddress } from '../../ui/format-amount';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { transactionWords } from '../../ui/transaction-words';
import { explorerLink, transactionSummary } from './transaction-summary';

const pictures = {
  signed: CircleDashed,
  pending: Hourglass,
  confirmed: Check,
  failed: Ban,
  replaced: Replace,
  unsent: CloudOff,
  dropped: CloudOff,
} as const;

/** One transaction: what it does, how far it is, and where to look it up. */
export function TransactionLine({
  transaction,
  network,
  now,
}: {
  transaction: TrackedTransaction;
  network: Network | undefined;
  now: Millis;
}) {
  const t = useT();
  const { hash, to, origin, chain, signedAt, status } = transaction;
  const Picture = pictures[status];
  const { word, lead } = transactionWords[status];
  const link = explorerLink(transaction, network);
  return (
    <li className="entry" data-state={status}>
      <span className="entry-mark">
        <Picture size={18} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div className="entry-words">
        <b>
          {transactionSummary(t, transaction, network)}
          {to !== null && (
            <span className="quiet nowrap"> {t('activityTo', { address: shortAddress(to) })}</span>
          )}
        </b>
        <span className="entry-facts numeric">
          {formatMoment(t, signedAt, now)}
          {` · ${network?.name ?? t('networksFactsChain', { chain })}`}
          {origin !== null && ` · ${hostOf(origin)}`}
        </span>
        {lead !== null && <span className="entry-facts">{t(lead)}</span>}
        <span className="entry-actions">
          {link !== null && (
            <a className="link" href={link} target="_blank" rel="noreferrer noopener">
              {t('activityExplorer')}
            </a>
          )}
          <CopyButton text={hash} label={t('activityCopyHash')} />
        </span>
      </div>
      <span className="tag" data-strong={status === 'pending' || status === 'signed' || undefined}>
        {t(word)}
      </span>
    </li>
  );
}

import { second, minute } from '../../../core/units';
import type { PermitView } from '../../../core/permit';
import { Address } from '../../../ui/account/address';
import { Notice } from '../../../ui/feedback/notice';
import { formatAmount, shortAddress } from '../../../ui/format-amount';
import { formatMoment } from '../../../ui/format-time';
import { useT } from '../../../ui/language';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import type { Translate } from '../../../ui/translate';
import { useRulesNow } from '../../../ui/use-overview';

/** Later than any moment that a calendar shows: as good as never. */
const endOfCalendar = 253_402_300_799n;

/** A signature that lets somebody spend tokens, in plain words: who, how much, of which token, until when. */
export function PermitNotice({ permit }: { permit: PermitView }) {
  const t = useT();
  const now = useRulesNow(minute);
  const spender = shortAddress(permit.spender);
  const moment = lastMoment(permit.deadline);
  return (
    <>
      <Notice kind="caution" title={t('typedDataPermitTitle')}>
        {permit.isUnlimited
          ? t('typedDataPermitUnlimited', { spender })
          : t('typedDataPermit', { spender, amount: amountWords(t, permit) })}{' '}
        {moment === null
          ? t('typedDataPermitForever')
          : t('typedDataPermitUntil', { moment: formatMoment(t, moment, now) })}
      </Notice>
      <KeyValueList>
        <KeyValue label={t('typedDataSpender')} isStacked>
          <Address address={permit.spender} canCopy={false} />
        </KeyValue>
        {permit.token.split(', ').map((token) => (
          <KeyValue key={token} label={t('transactionToken')} isStacked>
            <Address address={token} canCopy={false} />
          </KeyValue>
        ))}
      </KeyValueList>
    </>
  );
}

function amountWords(t: Translate, { amount }: PermitView): string {
  if (amount === null) return t('typedDataAnyAmount');
  return t('typedDataSmallestUnits', {
    amount: formatAmount(t, BigInt(amount), { symbol: '', decimals: 0, precision: 'exact' }),
  });
}

/** Null: it never ends. */
function lastMoment(deadline: string | null): number | null {
  return deadline === null || BigInt(deadline) > endOfCalendar ? null : Number(deadline) * second;
}

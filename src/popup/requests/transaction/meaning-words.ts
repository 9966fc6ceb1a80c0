import { cleanText } from '../../../core/page-text';
import type { Network } from '../../../core/network';
import type { TokenView, TransactionPreview } from '../../../protocol/ui';
import { formatAmount, shortAddress } from '../../../ui/format-amount';
import type { Translate } from '../../../ui/translate';

/** What a token is called: its own word, or the beginning and end of its contract's address. */
export function tokenName(t: Translate, { symbol, address }: TokenView): string {
  const named = symbol === null ? '' : cleanText(symbol);
  return named === '' ? `${t('transactionThisToken')} ${shortAddress(address)}` : named;
}

/** What the transaction does, in one sentence. */
export function meaningSentence(t: Translate, told: TransactionPreview, network: Network): string {
  const { meaning, value } = told;
  switch (meaning.kind) {
    case 'transfer':
      return t('transactionTransfer', {
        amount: formatAmount(t, BigInt(value), { ...network.currency, precision: 'exact' }),
      });
    case 'create-contract':
      return t('transactionDeploy');
    case 'token-transfer':
      return t('transactionTransfer', { amount: tokenAmount(t, meaning.token, meaning.amount) });
    case 'token-approval': {
      const spender = shortAddress(meaning.spender);
      const token = tokenName(t, meaning.token);
      if (meaning.isUnlimited) return t('transactionApproveUnlimited', { spender, token });
      if (BigInt(meaning.amount) === 0n) return t('transactionApproveRevoke', { spender, token });
      return t('transactionApprove', { spender, amount: tokenAmount(t, meaning.token, meaning.amount) });
    }
    case 'approval-for-all': {
      const spender = shortAddress(meaning.spender);
      return t(meaning.isApproved ? 'transactionApproveAll' : 'transactionApproveAllRevoke', { spender });
    }
    case 'call': {
      const amount = formatAmount(t, BigInt(value), { ...network.currency, precision: 'exact' });
      return BigInt(value) > 0n ? t('transactionCallSends', { amount }) : t('transactionCall');
    }
  }
}

/** With whom: who receives, who may spend, or which contract is called. Null where a contract is created. */
export function otherParty(
  t: Translate,
  { meaning, to }: TransactionPreview,
): { label: string; address: string } | null {
  switch (meaning.kind) {
    case 'token-transfer':
      return { label: t('transactionTo'), address: meaning.to };
    case 'token-approval':
    case 'approval-for-all':
      return { label: t('transactionSpender'), address: meaning.spender };
    case 'transfer':
      return to === null ? null : { label: t('transactionTo'), address: to };
    case 'call':
      return to === null ? null : { label: t('transactionContract'), address: to };
    case 'create-contract':
      return null;
  }
}

function tokenAmount(t: Translate, token: TokenView, amount: string): string {
  const symbol = tokenName(t, token);
  return formatAmount(t, BigInt(amount), { symbol, decimals: token.decimals ?? 0, precision: 'exact' });
}

import type { Hex } from '../../core/hex';
import { decodeText } from '../../core/message-text';
import { cleanText } from '../../core/page-text';
import { knownNetworks } from '../../core/known-networks';
import { isObject } from '../../core/typed-data-value';
import type { RequestView } from '../../protocol/ui';
import { formatAmount, shortAddress } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import type { Translate } from '../../ui/translate';

/** What a request asks, in a line: `Sign a message: "Welcome to Tide Pool…"`. */
export function RequestSummary({ request }: { request: RequestView }) {
  return summaryOf(useT(), request);
}

function summaryOf(t: Translate, { ask, host, network }: RequestView): string {
  switch (ask.kind) {
    case 'connect':
      return t('requestKindConnect');
    case 'edit-accounts':
      return t('connectEditHeading', { host });
    case 'message':
      return t('requestKindSign', { text: beginningOf(ask.message) });
    case 'sign-in':
      return t('requestKindSignIn');
    case 'typed-data':
      return t('requestKindTypedData', { name: primaryTypeOf(ask.data) });
    case 'transaction': {
      const { to, value, data } = ask.transaction;
      if (to === null) return t('transactionDeploy');
      const address = shortAddress(to);
      if (data !== '0x') return t('requestKindCall', { address });
      const amount = formatAmount(t, BigInt(value), network?.currency ?? {});
      return t('requestKindTransaction', { amount, address });
    }
    case 'switch-network': {
      const known = knownNetworks.find(({ chain }) => chain === ask.chain);
      return t('requestKindSwitchNetwork', { network: known?.name ?? String(ask.chain) });
    }
    case 'add-network':
      return t('requestKindAddNetwork', { network: ask.network.name });
  }
}

/** The first words of a message; its first bytes where it is no text. */
function beginningOf(message: Hex): string {
  // A character takes at most four bytes; a cut one at the end is left off.
  for (let bytes = Math.min(240, message.length / 2 - 1); bytes > 236; bytes -= 1) {
    const text = decodeText(`0x${message.slice(2, 2 + 2 * bytes)}`);
    if (text !== null) return cleanText(text);
  }
  return cleanText(decodeText(message.length > 482 ? '0xff' : message) ?? message);
}

function primaryTypeOf(data: string): string {
  try {
    const parsed: unknown = JSON.parse(data);
    return isObject(parsed) && typeof parsed.primaryType === 'string' ? cleanText(parsed.primaryType) : '';
  } catch {
    // What is held was checked when it was asked; a summary is no place to fail.
    return '';
  }
}

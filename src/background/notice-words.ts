import { readMessages, type NoticeWords } from '../adapters/browser/notifications';
import { networkOf } from '../core/networks';
import { hostOf } from '../core/origin';
import { deadlineOf } from '../core/session';
import type { Notice, Ports } from '../services/ports';
import { endWords } from '../ui/end-reason';
import { formatAmount } from '../ui/format-amount';
import { formatMoment } from '../ui/format-time';
import { translateFrom, type Language } from '../ui/translate';

const transactionTitles = {
  'transaction-confirmed': 'notifyConfirmed',
  'transaction-failed': 'notifyFailed',
  'transaction-replaced': 'notifyReplaced',
  'transaction-lost': 'connectionNotifyLost',
} as const;

/** Says a notice in the person's language. The messages are read only when there is something to say. */
export async function sayNotice(ports: Ports, browserLanguage: string, notice: Notice): Promise<NoticeWords> {
  const { settings, added } = await ports.store.read(async (reads) => ({
    settings: await reads.settings(),
    added: await reads.addedNetworks(),
  }));
  const language: Language = settings.language ?? (browserLanguage.startsWith('ja') ? 'ja' : 'en');
  const t = translateFrom(language, await readMessages(language));
  const now = ports.clock.read().wall;
  switch (notice.kind) {
    case 'request-waits':
      return { title: t('notifyRequest', { host: hostOf(notice.origin) }), message: t('notifyRequestLead') };
    case 'session-ended': {
      const { end, origin } = notice.session;
      return {
        title: t('notifyEnded', { host: hostOf(origin) }),
        message: end === null ? '' : endWords(t, end, now).sentence,
      };
    }
    case 'session-ends-soon': {
      const { origin } = notice.session;
      const moment = formatMoment(t, deadlineOf(notice.session), now);
      return {
        title: t('notifyEndsSoon', { host: hostOf(origin), moment }),
        message: t('notifyEndsSoonLead'),
      };
    }
    case 'transaction-confirmed':
    case 'transaction-failed':
    case 'transaction-replaced':
    case 'transaction-lost': {
      const { transaction } = notice;
      const network = networkOf(transaction.chain, added);
      const summary = formatAmount(t, BigInt(transaction.value), { symbol: network?.currency.symbol ?? '' });
      return {
        title: t(transactionTitles[notice.kind]),
        message: t('notifyTransactionLead', { summary, network: network?.name ?? String(transaction.chain) }),
      };
    }
  }
}

import type { JournalEntry, JournalEvent } from '../../core/journal';
import { hostOf } from '../../core/origin';
import { endWords } from '../../ui/end-reason';
import { restoredWords } from '../../ui/restored-words';
import type { Translate } from '../../ui/translate';

/** What a line of the journal says: a sentence, and a few words that tell more. */
export interface JournalWords {
  readonly sentence: string;
  readonly detail: string;
}

/** A line of the journal in words. */
export function journalWords(t: Translate, { at, event }: JournalEntry): JournalWords {
  switch (event.kind) {
    case 'session-opened': {
      const key = event.previousId === null ? 'historyOpened' : 'historyReconnected';
      return { sentence: t(key, { host: hostOf(event.origin) }), detail: '' };
    }
    case 'session-ended': {
      return {
        sentence: t('historyEnded', { host: hostOf(event.origin) }),
        detail: endWords(t, event.end, at).short,
      };
    }
    case 'session-changed':
      return { sentence: t('historyChanged', { host: hostOf(event.origin) }), detail: '' };
    case 'request-approved':
      return {
        sentence: approvedSentence(t, event.method, hostOf(event.origin)),
        detail: signedWords(t, event.method),
      };
    case 'request-refused':
      return {
        sentence: refusedSentence(t, event.why, hostOf(event.origin)),
        detail: methodWords(t, event.method),
      };
    case 'unlock-failed':
      return {
        sentence: t('historyWrongPassword'),
        detail: event.attempts > 1 ? t.count('historyAttempts', event.attempts) : '',
      };
    case 'clock-set-back':
      return { sentence: t('historyClockChanged'), detail: '' };
    case 'updated':
      return {
        sentence: t('updateHistory', { version: event.to }),
        detail: t('updateHistoryFrom', { version: event.from }),
      };
    case 'account-claimed':
      return {
        sentence: t('historyClaimed'),
        detail: event.from === null ? '' : t('historyClaimedFrom', { device: event.from }),
      };
    case 'account-taken-over':
      return { sentence: t('historyTakenOver', { device: event.device }), detail: '' };
    case 'record-quarantined':
      return { sentence: t('historyQuarantined'), detail: event.store };
    case 'storage-lost':
      return { sentence: t(lossWords[event.what]), detail: '' };
    case 'storage-restored':
      return { sentence: t('historyStorageRestored'), detail: restoredWords(t, event) };
    case 'vault-created':
      return { sentence: t('historyVaultCreated'), detail: '' };
    case 'vault-reset':
      return { sentence: t('historyWalletReset'), detail: '' };
    case 'password-changed':
      return { sentence: t('historyPasswordChanged'), detail: '' };
    case 'backup-made':
      return { sentence: t('historyBackupMade'), detail: '' };
    case 'backup-restored':
      return { sentence: t('historyBackupRestored'), detail: '' };
    case 'phrase-shown':
      return { sentence: t('historyPhraseShown'), detail: '' };
  }
}

function approvedSentence(t: Translate, method: string, host: string): string {
  switch (method) {
    case 'eth_sendTransaction':
      return t('historySent', { host });
    case 'wallet_switchEthereumChain':
      return t('historySwitched', { host });
    case 'wallet_addEthereumChain':
      return t('historyNetworkAdded', { host });
    case 'eth_requestAccounts':
    case 'wallet_requestPermissions':
      return t('historyAccountsChanged', { host });
    default:
      return t('historySigned', { host });
  }
}

/** What was signed, where the sentence does not say it. */
function signedWords(t: Translate, method: string): string {
  return method === 'personal_sign' || method === 'eth_signTypedData_v4' ? methodWords(t, method) : '';
}

/** What a site asked for, in a word or two. */
function methodWords(t: Translate, method: string): string {
  switch (method) {
    case 'eth_requestAccounts':
    case 'wallet_requestPermissions':
      return t('requestKindConnect');
    case 'personal_sign':
      return t('commonMessage');
    case 'eth_signTypedData_v4':
      return t('historyTypedData');
    case 'eth_sendTransaction':
      return t('historyTransaction');
    case 'wallet_switchEthereumChain':
      return t('networkSwitchHeading');
    case 'wallet_addEthereumChain':
      return t('networkAddHeading');
    default:
      return method;
  }
}

type Refusal = Extract<JournalEvent, { kind: 'request-refused' }>['why'];

function refusedSentence(t: Translate, why: Refusal, host: string): string {
  switch (why) {
    case 'declined':
      return t('historyRefused', { host });
    case 'timed-out':
      return t('historyTimedOut', { host });
    case 'page-gone':
      return t('historyPageGone', { host });
    case 'changed':
      return t('historyOvertaken', { host });
    case 'updated':
      return t('updateHistoryDropped', { host });
    case 'failed':
      return t('historyFailed', { host });
  }
}

const lossWords = {
  store: 'historyStorageLost',
  records: 'historyRecordsLost',
  'earlier-state': 'historyEarlierState',
} as const;

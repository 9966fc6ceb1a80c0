import type { Millis } from '../core/units';
import type { CommandFault } from '../protocol/ui';
import { awaySentence, deviceWords } from './device/take-over-words';
import { formatClock } from './format-time';
import type { Translate } from './translate';

/**
 * The sentence for a command that did not do what was asked. `now` counts down to the next attempt at a password, and
 * decides what "today" means.
 * A screen that knows more (the endpoint's host, the account's name) says its own instead.
 */
export function faultSentence(t: Translate, fault: CommandFault, now: Millis): string {
  switch (fault.fault) {
    case 'invalid':
    case 'unexpected':
      return t('errorGeneric');
    case 'no-vault':
      return t('errorNoVault');
    case 'vault-exists':
      return t('welcomeAlready');
    case 'private-window':
      return t('privateNotHere');
    case 'locked':
      return t('errorLocked');
    case 'gone':
      return t('errorGone');
    case 'store-failed':
      return t('errorStore');
    case 'no-copy':
      return t('troubleNoCopy');
    case 'later-version':
      return `${t('laterVersionTitle')}. ${t('laterVersionNext')}`;
    case 'vault-damaged':
      return t('errorVaultDamaged', { forgot: t('unlockForgot') });
    case 'wrong-password':
    case 'too-many-attempts':
      return passwordSentence(t, fault.retryAt, now);
    case 'word-count':
      return fault.words === 0 ? t('errorPhraseEmpty') : t.count('errorPhraseCount', fault.words);
    case 'unknown-word':
      return t('errorPhraseWord', { number: fault.position, word: fault.word });
    case 'checksum':
      return t('errorPhraseChecksum');
    case 'malformed-key':
      return t('errorKeyMalformed');
    case 'duplicate-account':
      return t('errorAccountKnown');
    case 'wrong-phrase':
      return t('forgotOtherWallet');
    case 'last-account':
      return t('accountsRemoveLast');
    case 'session-ended':
      return t('errorSessionEnded');
    case 'subject-changed':
      return t('errorSubjectChanged');
    case 'password-needed':
      return t('errorPasswordEmpty');
    case 'not-extendable':
      return t('errorNotExtendable');
    case 'term-not-offered':
      return t('errorTermNotOffered');
    case 'active-elsewhere':
      return t('takeOverElsewhere', { devices: deviceWords(t, fault.devices, now) });
    case 'relays-away':
      return awaySentence(t, fault.since, now);
    case 'claim-needs-phrase':
      return t('takeOverNeedsPhrase', { forgot: t('unlockForgot') });
    case 'bad-relay':
      return t('takeOverBadRelay');
    case 'managed-relays':
      return t('relaysManaged');
    case 'no-relays':
      return t('takeOverNoRelays');
    case 'insufficient-funds':
      return t('errorInsufficientFunds');
    case 'chain-unreachable':
      return t('errorChainUnreachable');
    case 'chain-refused':
      return t('errorBroadcast', { reason: fault.message });
    case 'chain-lies':
      return t('errorChainLies', { actual: fault.reported });
    case 'bad-endpoint':
      return t('errorEndpointMalformed');
    case 'network-exists':
      return t('errorNetworkKnown');
    case 'network-in-use':
      return t('errorNetworkInUse');
    case 'last-endpoint':
      return t('networksLastEndpoint');
    case 'not-a-backup':
    case 'backup-truncated':
    case 'backup-later':
    case 'backup-damaged':
    case 'backup-too-large':
    case 'backup-unreadable':
    case 'wallet-too-large':
    case 'wrong-backup-password':
    case 'other-wallet':
      return t(backupWords[fault.fault]);
  }
}

const backupWords = {
  'not-a-backup': 'backupNotOne',
  'backup-truncated': 'backupTruncated',
  'backup-later': 'backupLater',
  'backup-damaged': 'backupDamaged',
  'backup-too-large': 'backupTooLarge',
  'backup-unreadable': 'backupUnreadable',
  'wallet-too-large': 'backupWalletTooLarge',
  'wrong-backup-password': 'backupWrongPassword',
  'other-wallet': 'backupOtherWallet',
} as const;

function passwordSentence(t: Translate, retryAt: Millis | null, now: Millis): string {
  if (retryAt === null || retryAt <= now) return t('errorWrongPassword');
  return t('errorWrongPasswordDelay', { clock: formatClock(retryAt - now) });
}

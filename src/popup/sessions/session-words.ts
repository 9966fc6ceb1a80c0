import type { Term } from '../../core/term';
import type { SessionView } from '../../protocol/ui';
import { shortAddress } from '../../ui/format-amount';
import { formatLength } from '../../ui/format-time';
import type { Translate } from '../../ui/translate';

/** The length that was chosen, as the combobox names it: "Profile default", "7 days". */
export function lengthWords(t: Translate, { choice }: Term): string {
  switch (choice.kind) {
    case 'profile-default':
      return t('connectLengthDefault');
    case 'until-browser-closes':
      return t('connectLengthBrowser');
    case 'length':
      return formatLength(t, choice.length);
  }
}

/** What a reconnect brings back: "Same accounts, same network, 30 days." */
export function sameWords(t: Translate, { choice, absoluteLimit }: Term): string {
  return choice.kind === 'until-browser-closes'
    ? t('reconnectSameBrowser')
    : t('reconnectSame', { length: formatLength(t, absoluteLimit) });
}

/** The accounts of a session in a few words: "Everyday · 0xf39F…2266", "2 accounts". */
export function accountWords(t: Translate, { accounts }: Pick<SessionView, 'accounts'>): string {
  const [first] = accounts;
  if (first === undefined) return t('commonNone');
  return accounts.length === 1
    ? `${first.name} · ${shortAddress(first.checksummed)}`
    : t.count('sessionsAccounts', accounts.length);
}

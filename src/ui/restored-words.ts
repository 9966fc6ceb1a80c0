import type { Restored } from '../core/loss';
import type { Translate } from './translate';

/** How much came back after a loss: "1 account and 2 sessions that ended". Empty where nothing had to. */
export function restoredWords(t: Translate, { accounts, sessions }: Pick<Restored, 'accounts' | 'sessions'>) {
  const counts = [
    ...(accounts > 0 ? [t.count('lossAccounts', accounts)] : []),
    ...(sessions > 0 ? [t.count('lossSessions', sessions)] : []),
  ];
  return new Intl.ListFormat(t.language, { type: 'conjunction' }).format(counts);
}

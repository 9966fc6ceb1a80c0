import type { Account } from '../../core/account';

/** The page of the dashboard behind "This wasn't me". */
export function disownPage({ address }: Pick<Account, 'address'>): string {
  return `devices/disown-${address}`;
}

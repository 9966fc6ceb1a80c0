import type { Address } from '../core/address';
import { done, failed, type Outcome } from '../core/outcome';
import { commit } from './now';
import type { Ports } from './ports';

/** Gives an account another name. */
export async function renameAccount(ports: Ports, address: Address, name: string): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes): Promise<Outcome<null>> => {
    const accounts = await writes.accounts();
    if (!accounts.some((account) => account.address === address)) return failed({ fault: 'gone' });
    await writes.putAccounts(
      accounts.map((account) => (account.address === address ? { ...account, name } : account)),
    );
    return done(null);
  });
  ports.attention.changed(['accounts', 'overview', 'sessions', 'requests']);
  return outcome;
}

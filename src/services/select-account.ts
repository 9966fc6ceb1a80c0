import type { Address } from '../core/address';
import { done, failed, type Outcome } from '../core/outcome';
import { commit } from './now';
import type { Ports } from './ports';

/** Chooses the account of the first screen. What sites see does not change. */
export async function selectAccount(ports: Ports, address: Address): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes): Promise<Outcome<null>> => {
    const accounts = await writes.accounts();
    if (!accounts.some((account) => account.address === address)) return failed({ fault: 'gone' });
    await writes.putSettings({ ...(await writes.settings()), account: address });
    return done(null);
  });
  ports.attention.changed(['overview', 'settings']);
  return outcome;
}

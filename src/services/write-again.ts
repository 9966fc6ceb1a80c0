import type { Account } from '../core/account';
import { holdingOf } from '../core/claim';
import { holdAccount } from './hold-account';
import type { Ports } from './ports';

/**
 * Once other relays were read: gives them the claim that the former ones had, where it is the highest still (SEC-30).
 * The private windows of Chrome leave that to the normal ones.
 */
export async function writeAgain(ports: Ports, account: Account): Promise<void> {
  if (ports.wallet === 'borrowed') return;
  const known = await ports.store.read((reads) => reads.claims(account.address));
  if (known === null) return;
  const { memory, own } = known.record;
  const isToWrite = own.wasWritten && !own.isWritten && holdingOf(memory, own).holder === 'this';
  if (isToWrite) await holdAccount(ports, account, 'none');
}

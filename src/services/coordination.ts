import type { Account } from '../core/account';
import type { Coordination, Ports } from './ports';
import { unlockedKey } from './unlocked-key';

/** What opens the account's events on relays: null where the vault was not unlocked since the browser started (SEC-31). */
export async function coordinationOf(ports: Ports, account: Account): Promise<Coordination | null> {
  const held = await ports.coordinations.get(account.address);
  if (held !== null) return held;
  const dataKey = await unlockedKey(ports);
  if (dataKey === null) return null;
  const vault = await ports.store.read((reads) => reads.vault());
  if (vault === null) return null;
  const derived = await ports.coordinationKeys.coordination(vault, dataKey, account);
  await ports.coordinations.put(account.address, derived);
  return derived;
}

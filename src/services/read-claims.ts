import type { Account } from '../core/account';
import { coordinationOf } from './coordination';
import { claimsWithin, noteClaims } from './note-claims';
import { circumstances } from './now';
import type { Ports } from './ports';
import { thisDevice } from './this-device';

/**
 * Reads what all relays have of an account, and writes it down. `locked`: the vault was not unlocked since the browser
 * started, so that nothing can be read.
 */
export async function readClaims(ports: Ports, account: Account): Promise<'quorum' | 'no-quorum' | 'locked'> {
  const coordination = await coordinationOf(ports, account);
  if (coordination === null) return 'locked';
  const { key } = await thisDevice(ports);
  const { address } = account;
  const { now: begunAt } = await circumstances(ports);
  const { relays, before } = await ports.store.read(async (reads) => ({
    relays: (await reads.settings()).relays,
    before: await claimsWithin(reads, address, key),
  }));
  if (relays.length === 0) return 'no-quorum';
  const begunWith = before.record.own;
  const kept = before.kept.map(({ event }) => event);
  const { claims, isQuorum } = await ports.relays.read({ relays, coordination }, kept);
  await noteClaims(ports, address, key, claims, { isQuorum, begunAt, begunWith }, relays);
  return isQuorum ? 'quorum' : 'no-quorum';
}

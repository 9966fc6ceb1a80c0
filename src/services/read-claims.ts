import type { Account } from '../core/account';
import type { Address } from '../core/address';
import { coordinationOf } from './coordination';
import { claimsWithin, noteClaims } from './note-claims';
import { circumstances } from './now';
import type { Ports } from './ports';
import { thisDevice } from './this-device';

type Read = 'quorum' | 'no-quorum' | 'locked';

/** What is being read: who wants to know the same meanwhile waits for the same answer. */
const underWay = new WeakMap<Ports, Map<Address, Promise<Read>>>();

/**
 * Reads what all relays have of an account, and writes it down. `locked`: the vault was not unlocked since the browser
 * started, so that nothing can be read.
 */
export function readClaims(ports: Ports, account: Account): Promise<Read> {
  const reads = underWay.get(ports) ?? new Map<Address, Promise<Read>>();
  underWay.set(ports, reads);
  const read =
    reads.get(account.address) ?? readNow(ports, account).finally(() => reads.delete(account.address));
  reads.set(account.address, read);
  return read;
}

async function readNow(ports: Ports, account: Account): Promise<Read> {
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

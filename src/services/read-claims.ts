import type { Account } from '../core/account';
import type { Address } from '../core/address';
import { coordinationOf } from './coordination';
import type { RelayAddress } from '../core/relay-address';
import { areSame, claimsWithin, noteClaims } from './note-claims';
import { circumstances } from './now';
import type { Ports } from './ports';
import { borrowClaims } from './share-claims';
import { thisDevice } from './this-device';

type Read = 'quorum' | 'no-quorum' | 'locked';

/** The relays that were read last in this life of the worker. */
const lastRead = new WeakMap<Ports, readonly RelayAddress[]>();

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

/**
 * How relays do is known in memory only, and where this device holds no account nobody else reads them: at the first
 * look at them in each life of the worker they are read, for one account.
 */
export async function readAtFirstLook(ports: Ports): Promise<void> {
  const { accounts, relays } = await ports.store.read(async (reads) => ({
    accounts: await reads.accounts(),
    relays: (await reads.settings()).relays,
  }));
  const [account] = accounts;
  if (account === undefined || relays.length === 0 || areSame(relays, lastRead.get(ports) ?? [])) return;
  await borrowClaims(ports);
  await readClaims(ports, account);
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
  lastRead.set(ports, relays);
  const kept = before.kept.map(({ event }) => event);
  const { claims, isQuorum } = await ports.relays.read({ relays, coordination }, kept);
  await noteClaims(ports, address, key, claims, { isQuorum, begunAt, begunWith }, relays);
  return isQuorum ? 'quorum' : 'no-quorum';
}

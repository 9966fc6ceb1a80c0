import type { Account } from '../core/account';
import { rivalsOf } from '../core/account-claims';
import { holdingOf } from '../core/claim';
import { freshFor, isReadWithin } from '../core/decide-claim';
import { minute, type Millis } from '../core/units';
import { coordinationOf } from './coordination';
import { claimsWithin, claimViewWithin, noteClaims, tellChange, writeClaims } from './note-claims';
import { circumstances, commit } from './now';
import type { Ports } from './ports';
import { readClaims } from './read-claims';
import { sayAgain, sayNews } from './say-again';
import { borrowClaims } from './share-claims';
import { thisDevice } from './this-device';
import { writeAgain } from './write-again';

/**
 * How old a read may be where the worker is woken by its alarm alone. While a site asks or a person is here, what
 * another device does is heard; else nobody is kept waiting by it, and before a signature it is read anyway.
 */
export const quietLimit: Millis = 5 * minute;

/**
 * What another device has taken over meanwhile is noticed here (SEC-31). Only accounts with a live session are asked
 * for, and none whose last quorum read is younger than `limit`.
 */
export async function checkClaims(ports: Ports, limit: Millis = freshFor): Promise<void> {
  const { accounts, relays } = await ports.store.read(async (reads) => ({
    accounts: await reads.accounts(),
    relays: (await reads.settings()).relays,
  }));
  if (relays.length === 0) return;
  await borrowClaims(ports);
  await forEach(await inUse(ports, accounts), (account) => checkAccount(ports, account, limit));
  if (ports.wallet === 'own') await forEach(accounts, (account) => sayNews(ports, account));
}

async function checkAccount(ports: Ports, account: Account, limit: Millis): Promise<void> {
  const at = await circumstances(ports);
  const { key } = await thisDevice(ports);
  const { isRead, hasRivals } = await ports.store.read(async (reads) => {
    const known = await claimsWithin(reads, account.address, key);
    const view = await claimViewWithin(reads, known, at, false);
    return { isRead: isReadWithin(view, limit), hasRivals: rivalsOf(view).length > 0 };
  });
  if (hasRivals) await settleRivals(ports, account);
  if (!isRead && (await readClaims(ports, account)) === 'quorum') await writeAgain(ports, account);
  if (ports.wallet === 'own') await sayAgain(ports, account);
}

/** One after the other. What fails for one of them is raised once it was done for the others. */
async function forEach<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Accounts with a live session. */
async function inUse(ports: Ports, accounts: readonly Account[]): Promise<readonly Account[]> {
  return ports.store.read(async (reads) => {
    const used: Account[] = [];
    for (const account of accounts) {
      if ((await reads.liveSessionsOf(account.address)).length > 0) used.push(account);
    }
    return used;
  });
}

/** What another kind of window has heard ends the sessions of this one too. */
async function settleRivals(ports: Ports, { address }: Account): Promise<void> {
  const change = await commit(ports, async (writes, at) => {
    const known = await writes.claims(address);
    if (known === null || rivalsOf(known.record).length === 0) return { isChanged: false, left: [] };
    return writeClaims(writes, known, known, at);
  });
  await tellChange(ports, change);
}

/** Listens to the relays for a while; after it they are read as often as `checkClaims` is called. */
export interface ClaimWatch {
  /** Begins with accounts that are in use by now, and leaves those that are not. */
  update(): Promise<void>;
  stop(): void;
}

export function createClaimWatch(ports: Ports, report: (error: unknown) => void): ClaimWatch {
  const watched = new Map<string, { stop(): void }>();

  function stop(): void {
    for (const watch of watched.values()) watch.stop();
    watched.clear();
  }

  async function update(): Promise<void> {
    const { accounts, relays, claims } = await ports.store.read(async (reads) => ({
      accounts: await reads.accounts(),
      relays: (await reads.settings()).relays,
      claims: await reads.everyClaims(),
    }));
    const held = claims
      .filter(({ record }) => holdingOf(record.memory, record.own).holder === 'this')
      .map(({ account }) => account);
    const wanted = new Map<string, Account>();
    // Firefox's private windows have the same claims as its normal ones, which listen for them anyway.
    const listening = ports.wallet === 'shared' ? await inUse(ports, accounts) : accounts;
    for (const account of relays.length === 0 ? [] : listening) {
      if (held.includes(account.address)) wanted.set([account.address, ...relays].join(' '), account);
    }
    for (const [name, watch] of watched) {
      if (wanted.has(name)) continue;
      watch.stop();
      watched.delete(name);
    }
    await forEach(wanted, async ([name, account]) => {
      if (watched.has(name)) return;
      const coordination = await coordinationOf(ports, account);
      const { key } = await thisDevice(ports);
      // Nothing is awaited between this look and the note: two calls at once listen once.
      if (coordination === null || watched.has(name)) return;
      watched.set(
        name,
        ports.relays.watch({ relays, coordination }, (seen) => {
          void hear(ports, account, key, seen).catch(report);
        }),
      );
    });
  }

  return { update, stop };
}

async function hear(
  ports: Ports,
  { address }: Account,
  key: string,
  seen: Parameters<typeof noteClaims>[3][number],
): Promise<void> {
  const { now: begunAt } = await circumstances(ports);
  const { record } = await ports.store.read((reads) => claimsWithin(reads, address, key));
  await noteClaims(ports, address, key, [seen], { isQuorum: false, begunAt, begunWith: record.own });
}

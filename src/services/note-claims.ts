import { cleanText } from '../core/page-text';
import {
  factsOf,
  firstClaims,
  noteSeen,
  rivalsOf,
  type AccountClaims,
  type SeenClaim,
} from '../core/account-claims';
import type { Address } from '../core/address';
import { holdingOf } from '../core/claim';
import { forgetRead, type ReadOutcome } from '../core/claim-record';
import type { Circumstances } from '../core/decide';
import type { ClaimView } from '../core/decide-claim';
import { deviceTextLimits } from '../core/device';
import type { RelayAddress } from '../core/relay-address';
import type { SessionKey } from '../core/session';
import { afterEnds } from './end-session';
import { leave } from './leave-sessions';
import { commit } from './now';
import { lendClaims } from './share-claims';
import type { Ports, Reads, Writes } from './ports';
import { schedule } from './schedule';

/**
 * What this device knows of an account's claims. `key`: its own. Where that was lost and made anew, the claim of the
 * old one is another device's: its person claims again.
 */
export async function claimsWithin(reads: Reads, account: Address, key: string): Promise<AccountClaims> {
  const first = firstClaims(account, key);
  const known = await reads.claims(account);
  if (known === null || known.record.own.key === key) return known ?? first;
  return { ...known, record: { ...first.record, memory: known.record.memory } };
}

/** All that a decision over an account depends on. `isReadTried`: no quorum answered just now. */
export async function claimViewWithin(
  reads: Reads,
  { record }: AccountClaims,
  { now }: Circumstances,
  isReadTried: boolean,
): Promise<ClaimView> {
  const { relays, relayGrace } = await reads.settings();
  const chosen = (await areRelaysLost(reads))
    ? { relays: 1, readAt: null }
    : { relays: relays.length, readAt: record.readAt };
  return { ...record, ...chosen, grace: relayGrace, isReadTried, now };
}

/**
 * Settings that were lost are not the person's word that this is the only device: nobody can be asked then, and nothing
 * is signed. That there were relays is known from what was seen there of any account.
 */
export async function areRelaysLost(reads: Reads): Promise<boolean> {
  const { relays, areDevicesDecided } = await reads.settings();
  if (relays.length > 0 || areDevicesDecided) return false;
  return (await reads.everyClaims()).some(({ record }) => record.memory.mark !== null);
}

/**
 * What relays sent. Where another device holds the account now, its sessions here end in the same transaction (SEC-31).
 * `asked`: the relays of a read. Where others were chosen meanwhile, it says nothing of those.
 */
export async function noteClaims(
  ports: Ports,
  account: Address,
  key: string,
  seen: readonly SeenClaim[],
  outcome: Omit<ReadOutcome, 'claims'>,
  asked: readonly RelayAddress[] = [],
): Promise<void> {
  const cleaned = seen.map(clean);
  if (!outcome.isQuorum && !(await isNews(ports, account, key, cleaned, outcome))) return;
  const changed = await commit(ports, async (writes, at) => {
    const before = await claimsWithin(writes, account, key);
    const isQuorum = outcome.isQuorum && areSame(asked, (await writes.settings()).relays);
    const after = noteSeen(before, cleaned, { ...outcome, isQuorum }, at.now);
    const change = await writeClaims(writes, before, after, at);
    return { ...change, isNews: change.left.length > 0 || !isKnown(before, after) };
  });
  if (changed.isNews) await tellChange(ports, changed);
  // Nothing is new of any device: no reason to listen, or to lend it.
  else if (changed.isChanged) ports.attention.changed(['standing', 'overview']);
}

/** Whether nothing was learnt but that a quorum answered. */
function isKnown(before: AccountClaims, after: AccountClaims): boolean {
  const text = (claims: AccountClaims) => JSON.stringify({ ...claims, record: forgetRead(claims.record) });
  return text(before) === text(after);
}

/** A relay may send what is known as often as it likes: nothing is written for that. */
async function isNews(
  ports: Ports,
  account: Address,
  key: string,
  seen: readonly SeenClaim[],
  outcome: Omit<ReadOutcome, 'claims'>,
): Promise<boolean> {
  const known = await ports.store.read((reads) => claimsWithin(reads, account, key));
  const after = noteSeen(known, seen, outcome, outcome.begunAt);
  return rivalsOf(after.record).length > 0 || JSON.stringify(after) !== JSON.stringify(known);
}

/** Whether these are the same relays, in the same order. */
export function areSame(some: readonly RelayAddress[], others: readonly RelayAddress[]): boolean {
  return some.join(' ') === others.join(' ');
}

/** What became of the sessions of an account. */
export interface ClaimChange {
  readonly isChanged: boolean;
  readonly left: readonly SessionKey[];
}

/** Writes what is known now, and takes the account out of its sessions where this device is not to use it. */
export async function writeClaims(
  writes: Writes,
  before: AccountClaims,
  now: AccountClaims,
  at: Circumstances,
): Promise<ClaimChange> {
  const isSame = JSON.stringify(before) === JSON.stringify(now);
  const [rival] = rivalsOf(now.record);
  if (rival === undefined) {
    if (!isSame) await writes.putClaims(now);
    return { isChanged: !isSame, left: [] };
  }
  const device = factsOf(rival, at.now);
  const moment = Math.min(rival.at, rival.firstSeenAt);
  const end = {
    reason: 'taken-over',
    at: at.now,
    limit: null,
    device: { name: device.name, at: moment },
  } as const;
  const left: SessionKey[] = [];
  for (const session of await writes.liveSessionsOf(now.account)) {
    await leave(writes, session, new Set([now.account]), at, end);
    left.push(session.key);
  }
  const wasHere = holdingOf(before.record.memory, before.record.own).holder === 'this';
  if (wasHere) {
    await writes.appendJournal(at.now, {
      kind: 'account-taken-over',
      account: now.account,
      device: device.name,
    });
  }
  const isTold = !wasHere && left.length === 0;
  await writes.putClaims(isTold ? now : { ...now, takenOver: { device, at: moment } });
  return { isChanged: !isSame || left.length > 0, left };
}

/** Another wallet took this one's place: nothing is kept of accounts that are not in it. */
export async function forgetClaims(writes: Writes): Promise<void> {
  const own = new Set((await writes.accounts()).map(({ address }) => address));
  for (const { account } of await writes.everyClaims())
    if (!own.has(account)) await writes.deleteClaims(account);
}

export async function tellChange(ports: Ports, { isChanged, left }: ClaimChange): Promise<void> {
  if (!isChanged) return;
  ports.attention.changed(['devices', 'relays', 'overview']);
  await tellLeft(ports, left);
  // Last: who was told of an end was told, also where the memory takes no more.
  await lendClaims(ports);
}

async function tellLeft(ports: Ports, left: readonly SessionKey[]): Promise<void> {
  // A takeover shows in the toolbar, also where it ended no session.
  if (left.length === 0) return schedule(ports);
  await afterEnds(ports, left);
  for (const key of left) {
    const session = await ports.store.session(key);
    if (session?.end?.reason !== 'taken-over') continue;
    if (await ports.pages.isOpen(session.origin)) ports.attention.notify({ kind: 'session-ended', session });
  }
}

/** Another device's words are shown to people: only plain text of theirs is kept. */
function clean(seen: SeenClaim): SeenClaim {
  const { device } = seen.claim;
  const word = (text: string, limit: number) => cleanText(text, limit).trim() || '?';
  return {
    ...seen,
    claim: {
      ...seen.claim,
      device: {
        ...device,
        name: word(device.name, deviceTextLimits.name),
        browser: word(device.browser, deviceTextLimits.browser),
        system: word(device.system, deviceTextLimits.system),
      },
    },
  };
}

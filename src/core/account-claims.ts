import type { Account } from './account';
import type { Address } from './address';
import { holdingOf, type Claim, type KnownClaim } from './claim';
import {
  firstRecord,
  noteMade,
  noteRead,
  noteWritten,
  type ClaimRecord,
  type ReadOutcome,
} from './claim-record';
import { decideClaim, isReadFresh, type ClaimView } from './decide-claim';
import { compareEpochs, type Epoch } from './epoch';
import type { DeviceFacts, DeviceStanding } from './one-device';
import { day, type Millis } from './units';

/** A claim as it lies on relays. `text` is the whole event; whoever has it can give it to a relay that lacks it. */
export interface ClaimEvent {
  readonly text: string;
  /** Which of its device's slots it lies in, and its date there (seconds): what the next event of the device goes on from. */
  readonly slot: number;
  readonly date: number;
}

/** A verified claim, with its event and the proof of its generation. */
export interface SeenClaim {
  readonly claim: Claim;
  readonly event: ClaimEvent;
  readonly generationProof: string | null;
}

/** What is kept of a claim to give to relays that lack it. */
export interface KeptClaim {
  readonly id: string;
  /** The device's. */
  readonly key: string;
  readonly epoch: Epoch;
  readonly event: ClaimEvent;
  readonly generationProof: string | null;
}

/** A device took the account over while this one held it. */
export interface TakeOver {
  readonly device: DeviceFacts;
  readonly at: Millis;
}

/** All that a device keeps of one account's claims. */
export interface AccountClaims {
  readonly account: Address;
  readonly record: ClaimRecord;
  /** This device's own, and those of the highest epoch. */
  readonly kept: readonly KeptClaim[];
  /** Devices that the person left out of the list, with the claim that they had: until they claim anew. */
  readonly forgotten: readonly { readonly key: string; readonly claimId: string }[];
  /** What the person has not read yet; null where there is nothing. */
  readonly takenOver: TakeOver | null;
}

/** Of an account of which this device has seen nothing yet. */
export function firstClaims(account: Address, key: string): AccountClaims {
  return { account, record: firstRecord(key), kept: [], forgotten: [], takenOver: null };
}

/** After a read, or after claims came by themselves. */
export function noteSeen(
  claims: AccountClaims,
  seen: readonly SeenClaim[],
  outcome: Omit<ReadOutcome, 'claims'>,
  now: Millis,
): AccountClaims {
  const record = noteRead(claims.record, { ...outcome, claims: seen.map(({ claim }) => claim) }, now);
  return { ...claims, record, kept: keep(record, [...claims.kept, ...seen.map(keptOf)]) };
}

/** With a claim that this device is about to write. */
export function noteOwn(claims: AccountClaims, made: SeenClaim, now: Millis): AccountClaims {
  const record = noteMade(claims.record, made.claim, now);
  return { ...claims, record, kept: keep(record, [...claims.kept, keptOf(made)]) };
}

/** Once a quorum has that claim. Only then has the person taken back what they were told of. */
export function noteOwnWritten(claims: AccountClaims, claimId: string): AccountClaims {
  const record = noteWritten(claims.record, claimId);
  if (record === claims.record) return claims;
  return { ...claims, record, takenOver: rivalsOf(record).length === 0 ? null : claims.takenOver };
}

function keptOf({ claim, event, generationProof }: SeenClaim): KeptClaim {
  return { id: claim.id, key: claim.device.key, epoch: claim.epoch, event, generationProof };
}

/** Of the claims of one epoch, beside this device's own: who writes more of them fills no row. */
const mostKept = 16;

/** Each once, in its latest form. */
function keep({ memory, own }: ClaimRecord, candidates: readonly KeptClaim[]): readonly KeptClaim[] {
  const kept = new Map<string, KeptClaim>();
  for (const claim of candidates) {
    const known = kept.get(claim.id);
    const isLater = known === undefined || claim.event.date > known.event.date;
    if (isLater || claim.event.text === known.event.text) kept.set(claim.id, claim);
  }
  const last = lastOwn([...kept.values()], own.key);
  const isOwn = (claim: KeptClaim) => claim === last || claim.id === own.claimId;
  const highest = [...kept.values()]
    .filter((claim) => !isOwn(claim) && compareEpochs(claim.epoch, memory.mark) === 0)
    .slice(0, mostKept);
  return [...kept.values()].filter((claim) => isOwn(claim) || highest.includes(claim));
}

/** The event that this device's next one goes on from; null before its first. */
export function lastOwn(kept: readonly KeptClaim[], key: string): KeptClaim | null {
  const own = kept.filter((claim) => claim.key === key);
  return (
    own.toSorted((one, other) => other.event.slot - one.event.slot || other.event.date - one.event.date)[0] ??
    null
  );
}

/** The claims of other devices that stand before this one's: they hold the account, or nobody does. */
export function rivalsOf({ memory, own }: ClaimRecord): readonly KnownClaim[] {
  const holding = holdingOf(memory, own);
  if (holding.holder === 'other') return [holding.claim];
  if (holding.holder !== 'several') return [];
  const others = holding.claims.filter(({ device }) => device.key !== own.key);
  return others.length > 0 ? others : holding.claims;
}

/**
 * The claims of the devices that have the account for all that is known: those that stand before this one's; where no
 * quorum has had this one's yet, the highest of another device, which goes on with it.
 */
export function elsewhereOf(record: ClaimRecord): readonly KnownClaim[] {
  const rivals = rivalsOf(record);
  const { memory, own } = record;
  if (rivals.length > 0 || own.wasWritten) return rivals;
  return memory.claims.filter(({ device }) => device.key !== own.key).slice(0, 1);
}

/** The takeovers that the person has not read of yet, of accounts that are in the vault. */
export function takeOversOf(
  claims: readonly AccountClaims[],
  accounts: readonly Account[],
): readonly (TakeOver & { readonly account: Account })[] {
  return claims.flatMap(({ account: address, takenOver }) => {
    const account = accounts.find((each) => each.address === address);
    return account === undefined || takenOver === null ? [] : [{ account, ...takenOver }];
  });
}

/** A device as people are told of it. Its clock is not trusted further than this one's. */
export function factsOf({ device, saidAt }: KnownClaim, now: Millis): DeviceFacts {
  const { name, browser, system } = device;
  return { name, browser, system, lastSeenAt: Math.min(saidAt, now) };
}

/** What this device is for the account, for people to read. A read that is not fresh counts as tried. */
export function standingOf(view: ClaimView): DeviceStanding {
  const state = decideClaim({ ...view, isReadTried: true });
  switch (state.state) {
    case 'active':
      return view.relays === 0 ? { standing: 'only' } : { standing: 'here', awaySince: state.awaySince };
    case 'taken-over':
    case 'contested':
      return { standing: 'elsewhere', devices: devicesElsewhere(view) };
    case 'unclaimed': {
      const devices = devicesElsewhere(view);
      if (devices.length > 0) return { standing: 'elsewhere', devices };
      // Whether somebody else has claimed it meanwhile, a read that is not fresh does not say; and what is claimed by
      // this device waits for relays that take it.
      const isFree = isReadFresh(view) && !view.own.wasWritten;
      return isFree ? { standing: 'free' } : { standing: 'away', since: view.readAt };
    }
    case 'stale':
    case 'away':
      return { standing: 'away', since: state.since };
  }
}

/** Which devices have the account now, for people to read. */
export function devicesElsewhere(view: ClaimView): readonly DeviceFacts[] {
  return elsewhereOf(view).map((claim) => factsOf(claim, view.now));
}

/** A device that was not heard of for longer folds away. */
export const longGoneAfter: Millis = 90 * day;

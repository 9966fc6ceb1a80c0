import type { Device } from './device';
import { compareEpochs, laterEpoch, type Epoch } from './epoch';
import type { Millis } from './units';

/** A device's statement "I am the active device of this account". Only verified claims reach these rules. */
export interface Claim {
  /** 128 random bits, new for each claim: what tells a device from a copy of its profile. */
  readonly id: string;
  readonly device: Device;
  readonly epoch: Epoch;
  /** When it was made, by the device's clock. For people to read; it orders nothing. */
  readonly at: Millis;
  /** When the device last said so again, by its clock. For people to read. */
  readonly saidAt: Millis;
}

/** A claim as this device remembers it. */
export interface KnownClaim extends Claim {
  /** By this device's clock. */
  readonly firstSeenAt: Millis;
  /** Two different claims of this epoch carry this device's key: its profile was copied. */
  readonly isDouble: boolean;
}

/** What a device knows of an account's claims. Kept, so that a wiped relay makes nobody forget. */
export interface ClaimMemory {
  /** The highest epoch ever seen, on whichever relay; null before the first. It only rises. */
  readonly mark: Epoch | null;
  /** The highest claim of each device; at most `mostDevices`. */
  readonly claims: readonly KnownClaim[];
}

export const emptyMemory: ClaimMemory = { mark: null, claims: [] };

/** Beyond as many devices of one account, those with the lowest epochs are forgotten. */
export const mostDevices = 64;

/**
 * What is known after these claims were seen. The order in which they come, how often, and from where makes no
 * difference to who is active: a replayed or late claim changes nothing.
 */
export function noteClaims(memory: ClaimMemory, claims: readonly Claim[], now: Millis): ClaimMemory {
  let { mark } = memory;
  for (const claim of claims) mark = laterEpoch(mark, claim.epoch);
  return remember(mark, [
    ...memory.claims,
    ...claims.map((claim) => ({ ...claim, firstSeenAt: now, isDouble: false })),
  ]);
}

/** What two windows of one device know together: what either of them has seen was seen (SEC-29). */
export function joinMemories(memory: ClaimMemory, other: ClaimMemory): ClaimMemory {
  return remember(laterEpoch(memory.mark, other.mark), [...memory.claims, ...other.claims]);
}

function remember(mark: Epoch | null, claims: readonly KnownClaim[]): ClaimMemory {
  const known = new Map<string, KnownClaim>();
  for (const claim of claims) known.set(claim.device.key, merge(known.get(claim.device.key), claim));
  const highestFirst = [...known.values()].toSorted((one, other) => compareEpochs(other.epoch, one.epoch));
  return { mark, claims: highestFirst.slice(0, mostDevices) };
}

function merge(known: KnownClaim | undefined, claim: KnownClaim): KnownClaim {
  const order = known === undefined ? 1 : compareEpochs(claim.epoch, known.epoch);
  if (known === undefined || order > 0) return claim;
  if (order < 0) return known;
  const isSame = claim.id === known.id;
  const isDouble = !isSame || known.isDouble || claim.isDouble;
  // The same claim, said again: with a newer name, perhaps.
  const latest = isSame && claim.saidAt > known.saidAt ? claim : known;
  return { ...known, ...latest, firstSeenAt: known.firstSeenAt, isDouble };
}

/** This device's part in an account's claims. */
export interface OwnClaim {
  /** The public half of this device's key. */
  readonly key: string;
  /** The claim that it made last; null before the first. */
  readonly claimId: string | null;
  /** That claim is with a quorum of the relays that are chosen now. */
  readonly isWritten: boolean;
  /** It was with a quorum once, of these relays or of those before: it has counted, and other relays may have it too. */
  readonly wasWritten: boolean;
}

/** Who holds the highest epoch that was ever seen. */
export type Holding =
  | { readonly holder: 'none' }
  | { readonly holder: 'this' }
  | { readonly holder: 'other'; readonly claim: KnownClaim }
  /** Several claims of one epoch: none of them holds (SEC-29). */
  | { readonly holder: 'several'; readonly claims: readonly KnownClaim[] };

/** Who holds the account. A claim under this device's key that it did not make is another's: a copy of its profile. */
export function holdingOf({ mark, claims }: ClaimMemory, own: OwnClaim): Holding {
  const highest = claims.filter(({ epoch }) => compareEpochs(epoch, mark) === 0);
  const [claim] = highest;
  if (claim === undefined) return { holder: 'none' };
  const isOwnKey = claim.device.key === own.key;
  if (highest.length > 1 || (claim.isDouble && isOwnKey)) return { holder: 'several', claims: highest };
  return isOwnKey && claim.id === own.claimId ? { holder: 'this' } : { holder: 'other', claim };
}

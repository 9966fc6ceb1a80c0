import { emptyMemory, noteClaims, type Claim, type ClaimMemory, type OwnClaim } from './claim';
import type { Millis } from './units';

/** What a device keeps of one account's claims. Each change is stored before anything follows from it. */
export interface ClaimRecord {
  readonly memory: ClaimMemory;
  readonly own: OwnClaim;
  /**
   * When the last read began that a quorum answered, in this device's effective time; null where there was none since
   * its claim was written: of two devices that claim at once, one sees the other.
   */
  readonly readAt: Millis | null;
}

/** A device that has seen nothing yet. */
export function firstRecord(key: string): ClaimRecord {
  return {
    memory: emptyMemory,
    own: { key, claimId: null, isWritten: false, wasWritten: false },
    readAt: null,
  };
}

/** What a read came to. `begunWith`: this device's own claim when it began. */
export interface ReadOutcome {
  readonly claims: readonly Claim[];
  readonly isQuorum: boolean;
  readonly begunAt: Millis;
  readonly begunWith: OwnClaim;
}

/**
 * The record after a read, or after claims came by themselves (then no quorum). What was seen counts in any case; the
 * read itself only where it began with the same claim, and not after `now`: then the clock was set back meanwhile, and
 * would make the read fresh again when it comes to that moment a second time (SEC-20).
 */
export function noteRead(record: ClaimRecord, outcome: ReadOutcome, now: Millis): ClaimRecord {
  const { own } = record;
  const { isQuorum, begunAt, begunWith } = outcome;
  const isSame = begunWith.claimId === own.claimId && begunWith.isWritten === own.isWritten;
  return {
    ...record,
    memory: noteClaims(record.memory, outcome.claims, now),
    readAt: isQuorum && isSame && begunAt <= now ? begunAt : record.readAt,
  };
}

/** The record with a claim that this device is about to write. Stored first: a claim is never made and forgotten. */
export function noteMade(record: ClaimRecord, claim: Claim, now: Millis): ClaimRecord {
  return {
    ...record,
    memory: noteClaims(record.memory, [claim], now),
    own: { ...record.own, claimId: claim.id, isWritten: false, wasWritten: false },
  };
}

/** The record once a quorum has the claim. It counts after the next read; a claim made since then is not this one. */
export function noteWritten(record: ClaimRecord, claimId: string): ClaimRecord {
  if (record.own.claimId !== claimId || record.own.isWritten) return record;
  return { ...record, own: { ...record.own, isWritten: true, wasWritten: true }, readAt: null };
}

/** The record after the clock was set back (SEC-20): how long ago the last read was is not known any more. */
export function forgetRead(record: ClaimRecord): ClaimRecord {
  return { ...record, readAt: null };
}

/** The record under other relays: that the former ones were read and have the claim says nothing of these (SEC-30). */
export function forgetRelays(record: ClaimRecord): ClaimRecord {
  return { ...record, own: { ...record.own, isWritten: false }, readAt: null };
}

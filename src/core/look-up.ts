import type { Hex } from './hex';
import type { TrackedTransaction, TransactionStatus } from './transaction';
import { day, minute, second, type Millis } from './units';

/** What is remembered of looking a transaction up while its fate is open. */
export interface LookUp {
  readonly hash: Hex;
  /** When the chain was asked last, whether or not it answered. */
  readonly at: Millis;
  /** Since when the chain has no trace of it; null: it was found, or nobody has answered yet. */
  readonly missingSince: Millis | null;
  /** Since when its account's nonce on the chain has passed it, without a trace of it; null: it has not. */
  readonly passedAt: Millis | null;
}

/** The shortest and the longest time between two looks, while the transaction grows older. */
const shortest: Millis = 5 * second;
const longest: Millis = 10 * minute;

/** Without a trace for so long it is given up. */
const givenUpAfter: Millis = day;

/** A node may count a block before it finds the block's transactions: so long, a passed nonce proves nothing. */
const passedFor: Millis = minute;

/** When a transaction is looked up next: a quarter of its age after the last time, within the two bounds. */
export function nextLookUp({ signedAt }: Pick<TrackedTransaction, 'signedAt'>, last: LookUp | null): Millis {
  if (last === null) return signedAt;
  const wait = Math.min(Math.max((last.at - signedAt) / 4, shortest), longest);
  return Math.floor(last.at + (last.passedAt === null ? wait : Math.min(wait, passedFor)));
}

/** What the chain said of a transaction; `nonce` is the account's next one, null where that was not told. */
export interface ChainWord {
  readonly found: 'unknown' | 'pending' | 'confirmed' | 'failed';
  readonly nonce: bigint | null;
}

/** How a transaction stands after a look, and what is remembered for the next one. */
export function judgeLookUp(
  { hash, signedAt, status, ...transaction }: Looked,
  last: LookUp | null,
  { found, nonce }: ChainWord,
  now: Millis,
): { readonly status: TransactionStatus; readonly lookUp: LookUp } {
  if (found !== 'unknown') {
    return { status: found, lookUp: { hash, at: now, missingSince: null, passedAt: null } };
  }
  const missingSince = last?.missingSince ?? (status === 'signed' ? signedAt : now);
  const isPassed = nonce === null ? (last?.passedAt ?? null) !== null : nonce > BigInt(transaction.nonce);
  const passedAt = isPassed ? (last?.passedAt ?? now) : null;
  const lookUp = { hash, at: now, missingSince, passedAt };
  if (passedAt !== null && now - passedAt >= passedFor) return { status: 'replaced', lookUp };
  if (now - missingSince < givenUpAfter) return { status, lookUp };
  return { status: status === 'signed' ? 'unsent' : 'dropped', lookUp };
}

/** What is remembered where nobody answered: nothing was learnt, but for the time. */
export function missLookUp({ hash }: Looked, last: LookUp | null, now: Millis): LookUp {
  return { missingSince: null, passedAt: null, ...last, hash, at: now };
}

type Looked = Pick<TrackedTransaction, 'hash' | 'nonce' | 'signedAt' | 'status'>;

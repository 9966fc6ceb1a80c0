import type { Address } from './address';
import type { Hex } from './hex';
import type { Origin } from './origin';
import type { ChainId } from './session';
import type { Millis, WeiHex } from './units';

/** A transaction that was signed here; its row stands before it is broadcast. */
export interface TrackedTransaction {
  readonly hash: Hex;
  readonly raw: Hex;
  readonly chain: ChainId;
  readonly from: Address;
  readonly to: Address | null;
  readonly value: WeiHex;
  readonly data: Hex;
  readonly nonce: Hex;
  /** The site that asked; null for one of the wallet's own. */
  readonly origin: Origin | null;
  readonly signedAt: Millis;
  readonly status: TransactionStatus;
}

export const transactionStatuses = [
  /** Not known to have reached the network. */
  'signed',
  'pending',
  'confirmed',
  'failed',
  /** Another transaction of the account took its nonce. */
  'replaced',
  /** Was never found on the network, and is given up. */
  'unsent',
  /** Was on the network once, is not found any more, and is given up. */
  'dropped',
] as const;
export type TransactionStatus = (typeof transactionStatuses)[number];

/** Whether its fate is still open. */
export function isOnItsWay(status: TransactionStatus): boolean {
  return status === 'signed' || status === 'pending';
}

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
  /** `signed`: not known to have reached the network. */
  readonly status: 'signed' | 'pending' | 'confirmed' | 'failed';
}

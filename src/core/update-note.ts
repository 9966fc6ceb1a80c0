import type { Millis } from './units';

/** The latest update on this device, and what it did to the sessions. */
export interface UpdateNote {
  /** The versions of the product, as its manifests said. */
  readonly from: string;
  readonly to: string;
  readonly at: Millis;
  /** The run of the browser that the update began: it is noted once in each. */
  readonly run: string;
  /** How many sessions live on. */
  readonly kept: number;
  /** How many ended with it. */
  readonly ended: number;
  /** The person was told. */
  readonly isSeen: boolean;
}

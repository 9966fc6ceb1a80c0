import { holdingOf } from '../../../src/core/claim';
import { forgetRead, noteMade, noteRead, noteWritten } from '../../../src/core/claim-record';
import { decideClaim } from '../../../src/core/decide-claim';
import { planClaim } from '../../../src/core/plan-claim';
import { quorumOf } from '../../../src/core/quorum';

/** The rules that are tried: the product's own, or with one of them broken, to see that the breach is found. */
export const productRules = {
  noteRead,
  noteMade,
  noteWritten,
  forgetRead,
  holdingOf,
  decideClaim,
  planClaim,
  quorumOf,
};

export type Rules = typeof productRules;

/** What must never happen; a history names each that did. */
export type Breach =
  /** A device that saw a higher or equal epoch signed. */
  | 'signed-after-higher'
  /** Claims that a device had seen before changed who is active for it. */
  | 'replay-changed'
  /** A device signed longer after another one's claim was written than is promised. */
  | 'overlap'
  /** After healing, and one round, two devices think differently of who is active. */
  | 'disagreement'
  /** After healing, the owner could not make a device of theirs the active one. */
  | 'locked-out';

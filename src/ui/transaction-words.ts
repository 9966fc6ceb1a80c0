import type { TransactionStatus } from '../core/transaction';
import type { PlainKey } from './translate';

/** How a transaction stands: in a word or two, and where that takes more, in a sentence. */
export const transactionWords = {
  signed: { word: 'activityNotSent', lead: 'connectionSignedLead' },
  pending: { word: 'activityPending', lead: null },
  confirmed: { word: 'activityConfirmed', lead: null },
  failed: { word: 'activityFailed', lead: null },
  replaced: { word: 'connectionReplaced', lead: 'connectionReplacedLead' },
  unsent: { word: 'connectionLost', lead: 'connectionLostLead' },
  dropped: { word: 'connectionDropped', lead: 'connectionDroppedLead' },
} as const satisfies Record<TransactionStatus, { word: PlainKey; lead: PlainKey | null }>;

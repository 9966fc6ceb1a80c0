import type { Address } from './address';
import type { SessionEnd } from './end-reason';
import type { LossKind } from './loss';
import type { Origin } from './origin';
import type { SessionId } from './session';
import type { Millis } from './units';

/** What happened to sessions and the vault on this device. Append-only; holds no secret and no signed content. */
export type JournalEvent =
  | {
      readonly kind: 'session-opened';
      readonly session: SessionId;
      readonly origin: Origin;
      readonly previousId: SessionId | null;
    }
  | {
      readonly kind: 'session-ended';
      readonly session: SessionId;
      readonly origin: Origin;
      readonly end: SessionEnd;
    }
  | { readonly kind: 'session-changed'; readonly session: SessionId; readonly origin: Origin }
  | {
      readonly kind: 'request-approved';
      readonly session: SessionId;
      readonly origin: Origin;
      readonly method: string;
    }
  | {
      readonly kind: 'request-refused';
      readonly origin: Origin;
      readonly method: string;
      readonly why: 'declined' | 'timed-out' | 'page-gone' | 'changed' | 'updated' | 'failed';
    }
  | { readonly kind: 'unlock-failed'; readonly attempts: number }
  | { readonly kind: 'clock-set-back' }
  /** The versions of the product, as its manifests said. */
  | { readonly kind: 'updated'; readonly from: string; readonly to: string }
  | { readonly kind: 'record-quarantined'; readonly store: string; readonly key: string }
  | { readonly kind: 'storage-lost'; readonly what: LossKind }
  | { readonly kind: 'storage-restored'; readonly accounts: number; readonly sessions: number }
  | { readonly kind: 'vault-created' | 'vault-reset' | 'password-changed' | 'phrase-shown' }
  /** This device became the active one of an account; from another one where it was taken over. */
  | { readonly kind: 'account-claimed'; readonly account: Address; readonly from: string | null }
  /** Another device did. */
  | { readonly kind: 'account-taken-over'; readonly account: Address; readonly device: string }
  | { readonly kind: 'backup-made' | 'backup-restored' };

export interface JournalEntry {
  readonly at: Millis;
  readonly event: JournalEvent;
}

import type { DeviceFacts } from './one-device';
import type { ChainId } from './session';
import type { Millis } from './units';

/** Why a command did not do what was asked. Expected outcomes, each with its own sentence. */
export type CommandFault =
  | {
      readonly fault:
        | 'invalid'
        | 'no-vault'
        | 'vault-exists'
        | 'locked'
        | 'gone'
        | 'store-failed'
        /** There is no second copy to bring the wallet back from. */
        | 'no-copy'
        /** A later version of Sekisho has written the store; nothing of it was read or changed. */
        | 'later-version'
        | 'vault-damaged'
        /** It changes the wallet, and was asked for in a private window. */
        | 'private-window'
        | 'unexpected';
    }
  | { readonly fault: 'wrong-password' | 'too-many-attempts'; readonly retryAt: Millis | null }
  | { readonly fault: 'word-count'; readonly words: number }
  | { readonly fault: 'unknown-word'; readonly position: number; readonly word: string }
  | { readonly fault: 'checksum' | 'malformed-key' | 'duplicate-account' | 'wrong-phrase' | 'last-account' }
  | {
      readonly fault:
        | 'session-ended'
        | 'subject-changed'
        | 'password-needed'
        | 'not-extendable'
        | 'term-not-offered';
    }
  /** Another device is active for one of the accounts: its person is asked, and gives the password (SEC-31). */
  | { readonly fault: 'active-elsewhere'; readonly devices: readonly DeviceFacts[] }
  /** No quorum of the relays answers, since when; it goes on by itself once they do. */
  | { readonly fault: 'relays-away'; readonly since: Millis | null }
  /** Only the recovery phrase can take the account back (SEC-27). */
  | { readonly fault: 'claim-needs-phrase' }
  /** `managed-relays`: an administrator has set them. */
  | { readonly fault: 'bad-relay' | 'no-relays' | 'managed-relays' }
  | { readonly fault: 'insufficient-funds' | 'chain-unreachable' }
  | { readonly fault: 'chain-refused'; readonly message: string }
  | { readonly fault: 'chain-lies'; readonly reported: ChainId }
  | { readonly fault: 'bad-endpoint' | 'network-exists' | 'network-in-use' | 'last-endpoint' }
  | {
      readonly fault:
        | 'not-a-backup'
        | 'backup-truncated'
        | 'backup-later'
        | 'backup-damaged'
        | 'backup-too-large'
        | 'backup-unreadable'
        /** Its backup would be a file that is too large to be read. */
        | 'wallet-too-large'
        | 'wrong-backup-password'
        | 'other-wallet';
    };

import type { Address } from './address';
import type { Ask } from './held-request';

/** A page's request, parsed: what it needs a person for is a complete `Ask`. */
export type SiteRequest =
  | { readonly kind: 'open' | 'accounts' | 'revoke'; readonly method: string }
  | { readonly kind: 'read'; readonly method: string; readonly params: readonly unknown[] }
  | { readonly kind: 'connect' | 'edit-accounts' | 'act'; readonly method: string; readonly ask: Ask }
  | { readonly kind: 'watch'; readonly method: string; readonly token: SuggestedToken };

/** A token as a page describes it (EIP-747), cleaned. */
export interface SuggestedToken {
  readonly address: Address;
  readonly symbol: string;
  readonly decimals: number;
}

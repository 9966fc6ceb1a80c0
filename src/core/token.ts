import type { Address } from './address';
import type { ChainId } from './session';

/** A token that a site suggested (EIP-747) and the wallet watches. Texts are cleaned. */
export interface Token {
  readonly chain: ChainId;
  readonly address: Address;
  readonly symbol: string;
  readonly decimals: number;
  /** Suggested by a site, and not yet accepted by the person. */
  readonly isSuggested: boolean;
}

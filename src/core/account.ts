import type { Address } from './address';

/** An address held in the vault, with what people call it. Stored in the clear: a locked vault still answers `eth_accounts`. */
export interface Account {
  readonly address: Address;
  /** The EIP-55 form, for people. */
  readonly checksummed: string;
  /** Chosen by the person; 1 to 40 characters. */
  readonly name: string;
  readonly source: AccountSource;
}

/** Where its key comes from: the phrase, at `m/44'/60'/0'/0/index`, or an imported private key. */
export type AccountSource =
  | { readonly kind: 'phrase'; readonly index: number }
  | { readonly kind: 'private-key' };

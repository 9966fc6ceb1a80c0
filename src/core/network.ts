import type { ChainId } from './session';

/** A chain that the wallet can speak to. */
export interface Network {
  readonly chain: ChainId;
  readonly name: string;
  readonly currency: { readonly name: string; readonly symbol: string; readonly decimals: number };
  /** Endpoints in order of preference: https, or http on loopback. At least one. */
  readonly endpoints: readonly string[];
  readonly explorer: string | null;
  readonly source: 'built-in' | 'added-by-you' | 'added-by-site';
  readonly isTestnet: boolean;
}

/** The chain that a page sees before its first connection, and a new wallet's first network. */
export const firstChain: ChainId = 1;

import { knownNetworks } from './known-networks';
import type { Network } from './network';
import type { ChainId } from './session';

/** Every network that the wallet can speak to: the built-in ones, those added, and where both name a chain the added one. */
export function allNetworks(added: readonly Network[]): readonly Network[] {
  const replaced = new Set(added.map((network) => network.chain));
  return [...knownNetworks.filter((network) => !replaced.has(network.chain)), ...added];
}

/** The network of a chain, or null where the wallet does not know it. */
export function networkOf(chain: ChainId, added: readonly Network[]): Network | null {
  return allNetworks(added).find((network) => network.chain === chain) ?? null;
}

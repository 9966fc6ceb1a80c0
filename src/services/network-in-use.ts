import type { Network } from '../core/network';
import { allNetworks, networkOf } from '../core/networks';
import type { ChainId } from '../core/session';
import type { Ports, Reads } from './ports';

/** A chain's network as it may be asked: without the endpoints that the person switched off (SEC-33). */
export async function networkInUse(reads: Reads, chain: ChainId): Promise<Network | null> {
  const network = networkOf(chain, await reads.addedNetworks());
  if (network === null) return null;
  const off = new Set(await reads.switchedOff());
  return { ...network, endpoints: network.endpoints.filter((endpoint) => !off.has(endpoint)) };
}

/** Every network as it may be asked. */
export function networksInUse(ports: Pick<Ports, 'store'>): Promise<readonly Network[]> {
  return ports.store.read(async (reads) => {
    const off = new Set(await reads.switchedOff());
    return allNetworks(await reads.addedNetworks()).map((network) => ({
      ...network,
      endpoints: network.endpoints.filter((endpoint) => !off.has(endpoint)),
    }));
  });
}

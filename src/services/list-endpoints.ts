import type { EndpointState } from '../core/endpoint-health';
import { networkOf } from '../core/networks';
import type { ChainId } from '../core/session';
import type { Millis } from '../core/units';
import { circumstances } from './now';
import type { Ports } from './ports';

/** An endpoint, and what was seen of it. */
interface ListedEndpoint extends Pick<EndpointState, 'endpoint' | 'state' | 'latency' | 'trouble'> {
  /** False where the person switched it off. */
  readonly isOn: boolean;
  /** When the next question may go to it. */
  readonly retryAt: Millis;
}

/** Every endpoint of a network, those that are switched off too, with what was seen of it. Asks nobody. */
export async function listEndpoints(ports: Ports, chain: ChainId): Promise<readonly ListedEndpoint[]> {
  const { now } = await circumstances(ports);
  return ports.store.read(async (reads) => {
    const network = networkOf(chain, await reads.addedNetworks());
    const off = await reads.switchedOff();
    return (network?.endpoints ?? []).map((each) => {
      const { endpoint, state, latency, trouble, retryIn } = ports.chain.stateOf(each);
      return { endpoint, state, latency, trouble, isOn: !off.includes(each), retryAt: now + retryIn };
    });
  });
}

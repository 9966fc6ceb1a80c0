import { networkOf } from '../core/networks';
import { done, failed, type Outcome } from '../core/outcome';
import type { ChainId } from '../core/session';
import { commit } from './now';
import type { Ports } from './ports';

/** What the person wants of one endpoint of a network. */
export interface EndpointSwitch {
  readonly chain: ChainId;
  readonly endpoint: string;
  readonly isOn: boolean;
}

/** Switches an endpoint off or on again (SEC-33). The last one of a network stays on. */
export async function switchEndpoint(
  ports: Ports,
  { chain, endpoint, isOn }: EndpointSwitch,
): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes): Promise<Outcome<null>> => {
    const network = networkOf(chain, await writes.addedNetworks());
    if (network === null || !network.endpoints.includes(endpoint)) return failed({ fault: 'gone' });
    const others = (await writes.switchedOff()).filter((off) => off !== endpoint);
    const off = isOn ? others : [...others, endpoint];
    if (network.endpoints.every((each) => off.includes(each))) return failed({ fault: 'last-endpoint' });
    await writes.putSwitchedOff(off);
    return done(null);
  });
  if (outcome.ok) ports.attention.changed(['networks', 'connection']);
  return outcome;
}

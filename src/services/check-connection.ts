import {
  judgeConnection,
  judgeHosts,
  type CheckedHost,
  type ContactedHost,
  type HostUse,
  type Verdict,
} from '../core/connection';
import { isLocalEndpoint } from '../core/endpoint';
import type { Network } from '../core/network';
import { networksInUse } from './network-in-use';
import type { Ports } from './ports';

/** What a check of the connection found: a verdict, and every host for itself. */
export interface ConnectionReport {
  readonly verdict: Verdict;
  readonly hosts: readonly CheckedHost[];
}

/** Every host that the wallet asks, each once, in the order of the networks. Switched-off endpoints are left out. */
export async function listHosts(ports: Pick<Ports, 'store'>): Promise<readonly ContactedHost[]> {
  return hostsOf(await networksInUse(ports)).map(({ endpoints: _, ...host }) => host);
}

/** Asks every endpoint that is on, all at once, and says what is the matter. */
export async function checkConnection(ports: Ports): Promise<ConnectionReport> {
  const [findings, captivePortal] = await Promise.all([
    Promise.all(
      hostsOf(await networksInUse(ports)).map(async ({ endpoints, ...host }) => ({
        ...host,
        checks: await Promise.all(endpoints.map(({ endpoint, chain }) => ports.chain.check(endpoint, chain))),
      })),
    ),
    ports.connectivity.captivePortal(),
  ]);
  const hosts = judgeHosts(findings);
  const browser = { hasNetwork: ports.connectivity.hasNetwork(), captivePortal };
  return { verdict: judgeConnection(hosts, browser), hosts };
}

interface HostToAsk extends ContactedHost {
  readonly endpoints: readonly { readonly endpoint: string; readonly chain: Network['chain'] }[];
}

function hostsOf(networks: readonly Network[]): readonly HostToAsk[] {
  const hosts = new Map<string, HostToAsk>();
  for (const { name, chain, endpoints } of networks) {
    for (const endpoint of endpoints) {
      const { host } = new URL(endpoint);
      const known = hosts.get(host) ?? { host, uses: [], isLocal: isLocalEndpoint(endpoint), endpoints: [] };
      const use: HostUse = { kind: 'network', name };
      const isNew = !known.uses.some((each) => each.name === name);
      hosts.set(host, {
        ...known,
        uses: isNew ? [...known.uses, use] : known.uses,
        endpoints: [...known.endpoints, { endpoint, chain }],
      });
    }
  }
  return [...hosts.values()];
}

import {
  checkOfTrial,
  isSameUse,
  judgeConnection,
  judgeHosts,
  type CheckedHost,
  type ContactedHost,
  type HostUse,
  type Verdict,
} from '../core/connection';
import { isLocalEndpoint } from '../core/endpoint';
import type { Network } from '../core/network';
import type { RelayAddress } from '../core/relay-address';
import { judgeRelays, type RelaysFinding } from '../core/relay-health';
import { networksInUse } from './network-in-use';
import type { Ports } from './ports';

/** What a check of the connection found: a verdict, what the relays are enough for, and every host for itself. */
export interface ConnectionReport {
  readonly verdict: Verdict;
  /** Null where no relay is chosen. */
  readonly relays: RelaysFinding | null;
  readonly hosts: readonly CheckedHost[];
}

/**
 * Every host that the wallet asks, each once: in the order of the networks, then of the relays. Switched-off endpoints
 * are left out.
 */
export async function listHosts(ports: Pick<Ports, 'store'>): Promise<readonly ContactedHost[]> {
  const { endpoints, relays } = await contactsOf(ports);
  return hostsOf([...endpoints, ...relays]).map(({ contacts: _, ...host }) => host);
}

/** Asks every endpoint that is on and tries every relay, all at once, and says what is the matter. */
export async function checkConnection(ports: Ports): Promise<ConnectionReport> {
  const { endpoints, relays } = await contactsOf(ports);
  const [asked, tried, captivePortal] = await Promise.all([
    Promise.all(
      endpoints.map(async (contact) => ({
        ...contact,
        check: await ports.chain.check(contact.address, contact.chain),
      })),
    ),
    Promise.all(
      relays.map(async (contact) => {
        const trial = await ports.relays.try(contact.address);
        return { ...contact, trial, check: checkOfTrial(trial) };
      }),
    ),
    ports.connectivity.captivePortal(),
  ]);
  const findings = hostsOf([...asked, ...tried]).map(({ contacts, ...host }) => ({
    ...host,
    checks: contacts.map(({ check }) => check),
  }));
  const hosts = judgeHosts(findings);
  const browser = { hasNetwork: ports.connectivity.hasNetwork(), captivePortal };
  return {
    verdict: judgeConnection(hosts, browser),
    relays: judgeRelays(tried.map(({ trial }) => trial)),
    hosts,
  };
}

interface Contact {
  readonly address: string;
  readonly use: HostUse;
}

interface EndpointContact extends Contact {
  readonly chain: Network['chain'];
}

interface RelayContact extends Contact {
  readonly address: RelayAddress;
}

/** All that the wallet connects to. */
async function contactsOf(
  ports: Pick<Ports, 'store'>,
): Promise<{ endpoints: readonly EndpointContact[]; relays: readonly RelayContact[] }> {
  const networks = await networksInUse(ports);
  const { relays } = await ports.store.read((reads) => reads.settings());
  return {
    endpoints: networks.flatMap(({ name, chain, endpoints }) =>
      endpoints.map((address) => ({ address, chain, use: { kind: 'network' as const, name } })),
    ),
    relays: relays.map((address) => ({ address, use: { kind: 'relay' as const } })),
  };
}

function hostsOf<Each extends Contact>(
  contacts: readonly Each[],
): readonly (ContactedHost & { readonly contacts: readonly Each[] })[] {
  const hosts = new Map<string, ContactedHost & { readonly contacts: readonly Each[] }>();
  for (const contact of contacts) {
    const { address, use } = contact;
    const { host } = new URL(address);
    const known = hosts.get(host) ?? { host, uses: [], isLocal: isLocalEndpoint(address), contacts: [] };
    const isNew = !known.uses.some((each) => isSameUse(each, use));
    hosts.set(host, {
      ...known,
      uses: isNew ? [...known.uses, use] : known.uses,
      contacts: [...known.contacts, contact],
    });
  }
  return [...hosts.values()];
}

import type { Network } from '../core/network';
import { allNetworks, networkOf } from '../core/networks';
import { done, failed, type Outcome } from '../core/outcome';
import { isEndpoint } from '../core/endpoint';
import type { ChainId } from '../core/session';
import type { Millis } from '../core/units';
import { checkEndpoints, reportedChain } from './add-network';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { allLiveSessions } from './write-ends';

/** A network as a person describes it. */
export interface NetworkByHand {
  readonly chain: ChainId;
  readonly name: string;
  readonly currencySymbol: string;
  readonly endpoints: readonly string[];
  readonly explorer: string | null;
  readonly isTestnet: boolean;
}

/** Adds a network by hand once its endpoints say that they are its chain (SEC-12). */
export async function addNetworkByHand(ports: Ports, asked: NetworkByHand): Promise<Outcome<null>> {
  if (!asked.endpoints.every((endpoint) => isEndpoint(endpoint, 'by-person'))) {
    return failed({ fault: 'bad-endpoint' });
  }
  const checked = await checkEndpoints(ports, asked.endpoints, asked.chain);
  if (!checked.ok) return checked;
  const { currencySymbol, ...described } = asked;
  const network: Network = {
    ...described,
    currency: { name: currencySymbol, symbol: currencySymbol, decimals: 18 },
    endpoints: checked.value,
    source: 'added-by-you',
  };
  const outcome = await commit(ports, async (writes): Promise<Outcome<null>> => {
    const added = await writes.addedNetworks();
    if (added.some((other) => other.chain === asked.chain)) return failed({ fault: 'network-exists' });
    await writes.putAddedNetwork(network);
    return done(null);
  });
  ports.attention.changed(['networks', 'overview']);
  return outcome;
}

/** Takes an added network away, unless a live session is on it. A built-in one stands again where it stood in for one. */
export async function removeNetwork(ports: Ports, chain: ChainId): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes): Promise<Outcome<null>> => {
    const added = await writes.addedNetworks();
    if (!added.some((network) => network.chain === chain)) return failed({ fault: 'gone' });
    const remaining = added.filter((network) => network.chain !== chain);
    const isLast = networkOf(chain, remaining) === null;
    if (isLast && (await isInUse(writes, chain))) return failed({ fault: 'network-in-use' });
    await writes.deleteAddedNetwork(chain);
    const known = new Set(allNetworks(remaining).flatMap(({ endpoints }) => endpoints));
    await writes.putSwitchedOff((await writes.switchedOff()).filter((endpoint) => known.has(endpoint)));
    const settings = await writes.settings();
    if (isLast && settings.chain === chain) await writes.putSettings({ ...settings, chain: 1 });
    return done(null);
  });
  ports.attention.changed(['networks', 'overview', 'settings']);
  return outcome;
}

async function isInUse(writes: Writes, chain: ChainId): Promise<boolean> {
  const live = await allLiveSessions(writes);
  const pending = await writes.pendingTransactions();
  return live.some((session) => session.chain === chain) || pending.some((sent) => sent.chain === chain);
}

/** Puts a network on the first screen; a new session starts on it. Live sessions stay where they are. */
export async function selectNetwork(ports: Ports, chain: ChainId): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes): Promise<Outcome<null>> => {
    if (networkOf(chain, await writes.addedNetworks()) === null) return failed({ fault: 'gone' });
    await writes.putSettings({ ...(await writes.settings()), chain });
    return done(null);
  });
  ports.attention.changed(['overview', 'settings']);
  return outcome;
}

/** Asks an endpoint which chain it is, and how long that takes. */
export async function testEndpoint(
  ports: Ports,
  endpoint: string,
): Promise<Outcome<{ chain: ChainId; took: Millis }>> {
  if (!isEndpoint(endpoint, 'by-person')) return failed({ fault: 'bad-endpoint' });
  const start = ports.clock.read().sinceStart;
  const chain = await reportedChain(ports, endpoint);
  if (chain === null) return failed({ fault: 'chain-unreachable' });
  return done({ chain, took: Math.round(ports.clock.read().sinceStart - start) });
}

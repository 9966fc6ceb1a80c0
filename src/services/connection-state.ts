import { isAway, type EndpointState } from '../core/endpoint-health';
import { nextLookUp } from '../core/look-up';
import { isLocalEndpoint } from '../core/endpoint';
import type { ChainId } from '../core/session';
import { second, type Millis } from '../core/units';
import { networkInUse } from './network-in-use';
import { circumstances } from './now';
import { ChainRefused, ChainUnreachable, type Ports } from './ports';

/** Whether a network can be reached, as far as calls to it have shown, and what waits for it. */
export interface ConnectionState {
  readonly isAway: boolean;
  /** When it is tried again; null where nobody failed. */
  readonly retryAt: Millis | null;
  /** Transactions that are signed and not known to have reached it. */
  readonly unsent: number;
  /** When the first of them is tried again. */
  readonly unsentRetryAt: Millis | null;
}

/** An answer that is younger than this outweighs a browser that believes there is no network. */
const freshFor: Millis = 15 * second;

/** What is known of a chain's network. Asks nobody. */
export async function connectionState(ports: Ports, chain: ChainId): Promise<ConnectionState> {
  const { now } = await circumstances(ports);
  return ports.store.read(async (reads) => {
    const endpoints = (await networkInUse(reads, chain))?.endpoints ?? [];
    const states = endpoints.map((endpoint) => ports.chain.stateOf(endpoint));
    const lookUps = await reads.lookUps();
    const unsent = (await reads.pendingTransactions()).filter(
      (transaction) => transaction.chain === chain && transaction.status === 'signed',
    );
    const looks = unsent.map((transaction) =>
      nextLookUp(transaction, lookUps.find(({ hash }) => hash === transaction.hash) ?? null),
    );
    const failed = states.filter(({ state }) => state === 'away');
    return {
      isAway: isAway(states) || (isCutOff(ports, endpoints) && !states.some(isFresh)),
      retryAt: earliest(failed.map(({ retryIn }) => now + retryIn)),
      unsent: unsent.length,
      unsentRetryAt: earliest(looks.map((at) => Math.max(at, now))),
    };
  });
}

/**
 * Asks a chain's network something small, and says what is known then.
 * @param isHopeful the browser says that there is a network again, or the person wants it tried: the first attempt may
 * still come too soon, and the next is not to be minutes away
 */
export async function probeConnection(
  ports: Ports,
  chain: ChainId,
  isHopeful: boolean,
): Promise<ConnectionState> {
  const network = await ports.store.read((reads) => networkInUse(reads, chain));
  if (network !== null && isHopeful) ports.chain.beginAnew(network);
  try {
    if (network !== null) await ports.chain.request(network, 'eth_blockNumber', []);
  } catch (error) {
    // What it came to is in what is known of the endpoints.
    if (!(error instanceof ChainUnreachable || error instanceof ChainRefused)) throw error;
  }
  return connectionState(ports, chain);
}

/** The browser is sure that there is no network, and this one is not on this computer. */
function isCutOff(ports: Ports, endpoints: readonly string[]): boolean {
  return !ports.connectivity.hasNetwork() && !endpoints.every(isLocalEndpoint);
}

function isFresh({ state, answeredAgo }: EndpointState): boolean {
  return state === 'answers' && answeredAgo !== null && answeredAgo < freshFor;
}

function earliest(moments: readonly Millis[]): Millis | null {
  return moments.length === 0 ? null : Math.min(...moments);
}

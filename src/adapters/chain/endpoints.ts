import type { Network } from '../../core/network';
import type { ChainId } from '../../core/session';
import { minute, second, type Millis } from '../../core/units';
import { ChainRefused, ChainUnreachable } from '../../services/ports';
import { callEndpoint, EndpointFailed, type Fetch } from './json-rpc';
import { readQuantity } from './quantity';

/** How long one endpoint, and all of them together, may take; and how long one that failed is left alone. */
export interface Patience {
  readonly attempt: Millis;
  readonly total: Millis;
  readonly firstBackOff: Millis;
  readonly longestBackOff: Millis;
}

export const usualPatience: Patience = {
  attempt: 8 * second,
  total: 20 * second,
  firstBackOff: second,
  longestBackOff: 2 * minute,
};

/** The endpoints of every network, with what this worker has seen of them. */
export interface Endpoints {
  /** Asks a network's endpoints in their order until one answers. @throws ChainUnreachable, ChainRefused */
  request(network: Network, method: string, params: readonly unknown[]): Promise<unknown>;
  /** Asks one endpoint for its chain id. @throws ChainUnreachable */
  chainIdOf(endpoint: string): Promise<ChainId>;
}

interface Health {
  /** Failures in a row. */
  readonly failures: number;
  /** On the monotonic clock. */
  readonly retryAt: Millis;
}

/** Words and codes of a node that has had enough of us. */
const limitCodes: ReadonlySet<number> = new Set([429, -32_005, -32_016, -32_097]);
const limitWords =
  /rate.?limit|too many requests|request limit|capacity|quota|api.?key|unauthorized|forbidden|unavailable/i;

/** Words and codes of a node that lacks a method or old state, which the next one may have. */
const lackCodes: ReadonlySet<number> = new Set([-32_601]);
const lackWords =
  /method .*(not found|not supported|not available|does not exist)|header not found|missing trie node|timed? ?out/i;

/** Builds the endpoints over a `fetch`. Health is kept in memory: a new worker tries each one anew. */
export function createEndpoints(fetch: Fetch, patience: Patience = usualPatience): Endpoints {
  const health = new Map<string, Health>();
  /** What endpoints have said, or are saying, in this worker's life of the chain they are of. */
  const chains = new Map<string, Promise<ChainId>>();

  async function request(network: Network, method: string, params: readonly unknown[]): Promise<unknown> {
    const until = performance.now() + patience.total;
    let refused: ChainRefused | null = null;
    for (const endpoint of inOrder(network.endpoints)) {
      const left = until - performance.now();
      if (left <= 0) break;
      try {
        const result = await ask(
          network,
          endpoint,
          method,
          params,
          Math.ceil(Math.min(left, patience.attempt)),
        );
        health.delete(endpoint);
        return result;
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble === null) throw error;
        if (trouble !== 'lacks') noteFailure(endpoint);
        if (error instanceof ChainRefused) refused ??= error;
      }
    }
    throw refused ?? new ChainUnreachable(`No endpoint of ${network.name} answered.`);
  }

  /** What an endpoint of another chain says counts for nothing (SEC-12), and nothing is sent there to be written. */
  async function ask(
    network: Network,
    endpoint: string,
    method: string,
    params: readonly unknown[],
    timeout: Millis,
  ): Promise<unknown> {
    const verified = verify(network.chain, endpoint, timeout);
    if (method === 'eth_sendRawTransaction') {
      await verified;
      return callEndpoint(fetch, endpoint, method, params, timeout);
    }
    const answer = callEndpoint(fetch, endpoint, method, params, timeout);
    const [verdict, outcome] = await Promise.allSettled([verified, answer]);
    if (verdict.status === 'rejected') throw verdict.reason;
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  async function verify(chain: ChainId, endpoint: string, timeout: Millis): Promise<void> {
    const asked = chains.get(endpoint) ?? askChainId(endpoint, timeout);
    chains.set(endpoint, asked);
    const reported = await asked.catch(() => null);
    if (reported === chain) return;
    // Asked anew the next time: it may have been put right.
    chains.delete(endpoint);
    throw new EndpointFailed(
      reported === null ? 'The endpoint names no chain' : `The endpoint is of chain ${reported}`,
    );
  }

  async function askChainId(endpoint: string, timeout: Millis): Promise<ChainId> {
    const answer = readQuantity(await callEndpoint(fetch, endpoint, 'eth_chainId', [], timeout));
    const chain = answer === null ? 0 : Number(answer);
    if (!Number.isSafeInteger(chain) || chain < 1) throw new EndpointFailed('The endpoint names no chain');
    return chain;
  }

  async function chainIdOf(endpoint: string): Promise<ChainId> {
    try {
      return await askChainId(endpoint, patience.attempt);
    } catch (cause) {
      if (!(cause instanceof EndpointFailed || cause instanceof ChainRefused)) throw cause;
      throw new ChainUnreachable('The endpoint did not say which chain it is of.', { cause });
    }
  }

  /** Those that are well in their own order, then those that failed, the one due next first. */
  function inOrder(endpoints: readonly string[]): readonly string[] {
    const now = performance.now();
    const due = (endpoint: string): Millis => Math.max(now, health.get(endpoint)?.retryAt ?? now);
    return endpoints.toSorted((one, other) => due(one) - due(other));
  }

  function noteFailure(endpoint: string): void {
    const failures = (health.get(endpoint)?.failures ?? 0) + 1;
    const backOff = Math.min(
      patience.firstBackOff * 2 ** Math.min(failures - 1, 20),
      patience.longestBackOff,
    );
    // Half of it by chance, so that many wallets do not come back to a node at the same moment.
    const jitter = 0.5 + Math.random() / 2;
    health.set(endpoint, { failures, retryAt: performance.now() + backOff * jitter });
  }

  return { request, chainIdOf };
}

/**
 * Whether an error is an endpoint's own, so that the next one is asked: it failed or has had enough of us, and is
 * left alone for a while, or it only lacks what this question takes. Null for the chain's answer.
 */
function troubleOf(error: unknown): 'failed' | 'lacks' | null {
  if (error instanceof EndpointFailed) return 'failed';
  // A contract's own words may be anything.
  if (!(error instanceof ChainRefused) || error.code === 3 || /revert/i.test(error.message)) return null;
  if (limitCodes.has(error.code) || limitWords.test(error.message)) return 'failed';
  return lackCodes.has(error.code) || lackWords.test(error.message) ? 'lacks' : null;
}

import type { ChainId } from '../../../core/session';
import type { Millis } from '../../../core/units';
import { ChainRefused } from '../../../services/ports';
import { callEndpoint, EndpointFailed, type Fetch } from './json-rpc';
import { troubleOf } from './node-trouble';
import { readQuantity } from '../quantity';

/** Which chain endpoints are of (SEC-12). */
export interface ChainIds {
  /** Asks an endpoint. @throws EndpointFailed */
  ask(endpoint: string, timeout: Millis): Promise<ChainId>;
  /** Asks it once in this life of the worker, unless it failed. @throws EndpointFailed where it is of another chain */
  verify(chain: ChainId, endpoint: string, timeout: Millis): Promise<void>;
  /** The next `verify` asks anew. */
  forget(endpoint: string): void;
}

export function createChainIds(fetch: Fetch): ChainIds {
  /** What endpoints have said, or are saying. */
  const told = new Map<string, Promise<ChainId>>();

  async function ask(endpoint: string, timeout: Millis): Promise<ChainId> {
    const reported = readQuantity(await askOrFail(endpoint, timeout));
    const chain = reported === null ? 0 : Number(reported);
    if (Number.isSafeInteger(chain) && chain > 0) return chain;
    throw new EndpointFailed('malformed', 'The endpoint names no chain');
  }

  async function askOrFail(endpoint: string, timeout: Millis): Promise<unknown> {
    try {
      return await callEndpoint(fetch, endpoint, 'eth_chainId', [], timeout);
    } catch (cause) {
      if (!(cause instanceof ChainRefused)) throw cause;
      const trouble = troubleOf(cause) === 'busy' ? 'busy' : 'failing';
      throw new EndpointFailed(trouble, 'The endpoint refused to say its chain', { cause });
    }
  }

  async function verify(chain: ChainId, endpoint: string, timeout: Millis): Promise<void> {
    const asked = told.get(endpoint) ?? ask(endpoint, timeout);
    told.set(endpoint, asked);
    try {
      const reported = await asked;
      if (reported === chain) return;
      throw new EndpointFailed('other-chain', `The endpoint is of chain ${reported}`);
    } catch (error) {
      // Asked anew the next time: it may have been put right.
      told.delete(endpoint);
      throw error;
    }
  }

  return {
    ask,
    verify,
    forget(endpoint) {
      told.delete(endpoint);
    },
  };
}

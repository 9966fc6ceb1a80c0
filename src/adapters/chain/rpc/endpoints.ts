import { usualBackOff, type BackOff, type EndpointState } from '../../../core/endpoint-health';
import type { Network } from '../../../core/network';
import type { ChainId } from '../../../core/session';
import { second, type Millis } from '../../../core/units';
import type { EndpointCheck } from '../../../core/connection';
import { ChainRefused, ChainUnreachable } from '../../../services/ports';
import { createChainIds } from './chain-ids';
import { createCircuits, realSurroundings, type Surroundings } from './circuits';
import { callEndpoint, EndpointFailed, type Fetch } from './json-rpc';
import { troubleOf } from './node-trouble';

/** How long one endpoint, and all of them together, may take; and how long one that failed is left alone. */
export interface Patience {
  readonly attempt: Millis;
  readonly total: Millis;
  /** For what is asked of every endpoint at once. */
  readonly each: Millis;
  readonly backOff: BackOff;
}

export const usualPatience: Patience = {
  attempt: 8 * second,
  total: 20 * second,
  each: 4 * second,
  backOff: usualBackOff,
};

/** What endpoints are built over; all but `fetch` has a usual value. */
export interface EndpointOptions {
  readonly fetch: Fetch;
  readonly patience?: Patience;
  readonly surroundings?: Surroundings;
  /** What can be said of an endpoint has changed; `isBack`: it answers again. */
  readonly onChange?: (isBack: boolean) => void;
}

/** Asks one endpoint, or one after the other. @throws ChainUnreachable, ChainRefused */
export type Question = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** The endpoints of every network, with what this worker has seen of them. */
export interface Endpoints {
  /**
   * Asks a network's endpoints in their order until one answers.
   * @param settle after an endpoint failed that may have taken the question: the answer, where another question tells it
   * @throws ChainUnreachable, ChainRefused
   */
  request(
    network: Network,
    method: string,
    params: readonly unknown[],
    settle?: () => Promise<unknown>,
  ): Promise<unknown>;
  /** Has every endpoint of a network answer for itself, until one says enough; those that failed are left out. */
  each<Result>(
    network: Network,
    inquire: (question: Question) => Promise<Result>,
    isEnough: (result: Result) => boolean,
  ): Promise<readonly Result[]>;
  /** Asks one endpoint for its chain id. @throws ChainUnreachable */
  chainIdOf(endpoint: string): Promise<ChainId>;
  check(endpoint: string, chain: ChainId): Promise<EndpointCheck>;
  /** The waits of a network's endpoints begin anew. */
  beginAnew(network: Network): void;
  state(endpoint: string): EndpointState;
}

export function createEndpoints({
  fetch,
  patience = usualPatience,
  surroundings = realSurroundings,
  onChange = () => {},
}: EndpointOptions): Endpoints {
  const { steady } = surroundings;
  const circuits = createCircuits(surroundings, patience.backOff, onChange);
  const chainIds = createChainIds(fetch);

  async function request(
    network: Network,
    method: string,
    params: readonly unknown[],
    settle?: () => Promise<unknown>,
  ): Promise<unknown> {
    const until = steady() + patience.total;
    let refused: ChainRefused | null = null;
    for (const endpoint of circuits.order(network.endpoints)) {
      const left = until - steady();
      if (left <= 0) break;
      const timeout = Math.ceil(Math.min(left, patience.attempt));
      let hasLeft = false;
      try {
        return await noted(endpoint, timeout, () =>
          ask(network, endpoint, method, params, timeout, () => (hasLeft = true)),
        );
      } catch (error) {
        if (troubleOf(error) === null) throw error;
        if (error instanceof ChainRefused) refused ??= error;
        else if (hasLeft) {
          const answer = (await settle?.()) ?? null;
          if (answer !== null) return answer;
        }
      }
    }
    throw refused ?? new ChainUnreachable(`No endpoint of ${network.name} answered.`);
  }

  async function each<Result>(
    network: Network,
    inquire: (question: Question) => Promise<Result>,
    isEnough: (result: Result) => boolean,
  ): Promise<readonly Result[]> {
    const answers: Result[] = [];
    await new Promise<void>((resolve, reject) => {
      const asked = circuits.order(network.endpoints).map(async (endpoint) => {
        const question: Question = (method, params) =>
          noted(endpoint, patience.each, () => ask(network, endpoint, method, params, patience.each));
        try {
          const answer = await inquire(question);
          answers.push(answer);
          if (isEnough(answer)) resolve();
        } catch (error) {
          // Nothing was learnt from this one.
          if (!(error instanceof EndpointFailed || error instanceof ChainRefused)) throw error;
        }
      });
      Promise.all(asked).then(() => resolve(), reject);
    });
    return answers;
  }

  /** Asks an endpoint, and takes note of how it did. */
  async function noted<Result>(endpoint: string, lease: Millis, act: () => Promise<Result>): Promise<Result> {
    const start = steady();
    const took = () => Math.max(0, Math.round(steady() - start));
    circuits.begin(endpoint, lease);
    try {
      const result = await act();
      circuits.answered(endpoint, took());
      return result;
    } catch (error) {
      const trouble = troubleOf(error);
      // The chain's own refusal is an answer, and so is a node's that only lacks something.
      if (trouble === null || trouble === 'lacks') {
        if (error instanceof ChainRefused) circuits.answered(endpoint, took());
      } else
        circuits.failed(
          endpoint,
          trouble,
          steady() - start,
          error instanceof EndpointFailed ? error.retryAfter : null,
        );
      throw error;
    }
  }

  /** What an endpoint of another chain says counts for nothing (SEC-12), and nothing is sent there to be written. */
  async function ask(
    network: Network,
    endpoint: string,
    method: string,
    params: readonly unknown[],
    timeout: Millis,
    onLeave: () => void = () => {},
  ): Promise<unknown> {
    const verified = chainIds.verify(network.chain, endpoint, timeout);
    if (method === 'eth_sendRawTransaction') {
      await verified;
      onLeave();
      return callEndpoint(fetch, endpoint, method, params, timeout);
    }
    const answer = callEndpoint(fetch, endpoint, method, params, timeout);
    const [verdict, outcome] = await Promise.allSettled([verified, answer]);
    if (verdict.status === 'rejected') throw verdict.reason;
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  async function chainIdOf(endpoint: string): Promise<ChainId> {
    try {
      return await noted(endpoint, patience.attempt, () => chainIds.ask(endpoint, patience.attempt));
    } catch (cause) {
      if (!(cause instanceof EndpointFailed)) throw cause;
      throw new ChainUnreachable('The endpoint did not say which chain it is of.', { cause });
    }
  }

  async function check(endpoint: string, chain: ChainId): Promise<EndpointCheck> {
    chainIds.forget(endpoint);
    const start = steady();
    const took = () => Math.max(0, Math.round(steady() - start));
    try {
      await noted(endpoint, patience.attempt, () => chainIds.verify(chain, endpoint, patience.attempt));
      return { trouble: null, took: took() };
    } catch (error) {
      if (error instanceof EndpointFailed) return { trouble: error.trouble, took: took() };
      throw error;
    }
  }

  return {
    request,
    each,
    chainIdOf,
    check,
    beginAnew: (network) => circuits.beginAnew(network.endpoints),
    state: (endpoint) => circuits.state(endpoint),
  };
}

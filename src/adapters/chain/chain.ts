import { isHex, type Hex } from '../../core/hex';
import type { Network } from '../../core/network';
import type { Chain } from '../../services/ports';
import { createEndpoints, type EndpointOptions } from './rpc/endpoints';
import { expectQuantity } from './quantity';
import { broadcast, lookUp } from './sending';
import { prepareTransaction } from './transactions';

/** The chains over a `fetch`. What needs ethers is loaded when it is first used. */
export function createChain(options: EndpointOptions): Chain {
  const endpoints = createEndpoints(options);
  /** Transactions on their way out, so that nobody sends one that somebody else is sending. */
  const leaving = new Map<Hex, Promise<Hex>>();

  function send(network: Network, raw: Hex, history: 'new' | 'maybe-sent'): Promise<Hex> {
    const sending = leaving.get(raw) ?? broadcast(endpoints, network, raw, history);
    if (!leaving.has(raw)) {
      leaving.set(raw, sending);
      const leave = () => void leaving.delete(raw);
      sending.then(leave, leave);
    }
    return sending;
  }

  return {
    async request(network, method, params) {
      const [raw] = params;
      // A page's own signed transaction is sent with the same care as ours.
      return method === 'eth_sendRawTransaction' && typeof raw === 'string' && isHex(raw)
        ? send(network, raw, 'new')
        : endpoints.request(network, method, params);
    },
    async balance(network, account) {
      return expectQuantity(await endpoints.request(network, 'eth_getBalance', [account, 'latest']));
    },
    async nonce(network, account) {
      return expectQuantity(await endpoints.request(network, 'eth_getTransactionCount', [account, 'latest']));
    },
    prepare: (network, transaction, speed) => prepareTransaction(endpoints, network, transaction, speed),
    async broadcast(network, raw, history) {
      await send(network, raw, history);
    },
    lookUp: (network, hash) => lookUp(endpoints, network, hash),
    chainIdOf: (endpoint) => endpoints.chainIdOf(endpoint),
    check: (endpoint, chain) => endpoints.check(endpoint, chain),
    beginAnew: (network) => endpoints.beginAnew(network),
    stateOf: (endpoint) => endpoints.state(endpoint),
    async describe(network, transaction) {
      const { describeTransaction } = await import('./describe');
      return describeTransaction(endpoints, network, transaction);
    },
  };
}

import { isHex } from '../../core/hex';
import type { Chain } from '../../services/ports';
import { createEndpoints, usualPatience, type Patience } from './endpoints';
import type { Fetch } from './json-rpc';
import { expectQuantity } from './quantity';
import { broadcast, lookUp, prepareTransaction } from './transactions';

/** The chains over a `fetch`. What needs ethers is loaded when it is first used. */
export function createChain(fetch: Fetch, patience: Patience = usualPatience): Chain {
  const endpoints = createEndpoints(fetch, patience);
  return {
    async request(network, method, params) {
      const [raw] = params;
      // A page's own signed transaction is sent with the same care as ours.
      return method === 'eth_sendRawTransaction' && typeof raw === 'string' && isHex(raw)
        ? broadcast(endpoints, network, raw)
        : endpoints.request(network, method, params);
    },
    async balance(network, account) {
      return expectQuantity(await endpoints.request(network, 'eth_getBalance', [account, 'latest']));
    },
    prepare: (network, transaction, speed) => prepareTransaction(endpoints, network, transaction, speed),
    async broadcast(network, raw) {
      await broadcast(endpoints, network, raw);
    },
    lookUp: (network, hash) => lookUp(endpoints, network, hash),
    chainIdOf: (endpoint) => endpoints.chainIdOf(endpoint),
    async describe(network, transaction) {
      const { describeTransaction } = await import('./describe');
      return describeTransaction(endpoints, network, transaction);
    },
  };
}

import type { Hex } from '../../core/hex';
import type { Network } from '../../core/network';
import { ChainRefused, ChainUnreachable, type TransactionFound } from '../../services/ports';
import type { Endpoints, Question } from './rpc/endpoints';

/**
 * Sends a signed transaction. Its bytes are the same wherever they are sent, so it happens once at most; all the same,
 * wherever an answer was lost every endpoint is asked for its hash before it is sent to the next one.
 * @throws ChainUnreachable, ChainRefused
 */
export async function broadcast(
  endpoints: Endpoints,
  network: Network,
  raw: Hex,
  history: 'new' | 'maybe-sent',
): Promise<Hex> {
  const { hashOf } = await import('./transaction-hash');
  const hash = hashOf(raw);
  if (history === 'maybe-sent' && (await lookUp(endpoints, network, hash)) !== 'unknown') return hash;
  const findAgain = async () => (isKnown(await askEveryone(endpoints, network, hash)) ? hash : null);
  try {
    await endpoints.request(network, 'eth_sendRawTransaction', [raw], findAgain);
  } catch (error) {
    if (!(error instanceof ChainRefused)) throw error;
    const isThere = /already known|already imported|known transaction/i.test(error.message);
    if (!isThere && (await lookUp(endpoints, network, hash)) === 'unknown') throw error;
  }
  return hash;
}

/**
 * Whether the chain knows a transaction, and how it ended. "unknown" is said only once every endpoint was asked, for
 * the one that took it may be the only one that knows. A node that answers with an error has not said "unknown".
 * @throws ChainUnreachable where nobody answers
 */
export async function lookUp(endpoints: Endpoints, network: Network, hash: Hex): Promise<TransactionFound> {
  try {
    const found = await find((method, params) => endpoints.request(network, method, params), hash);
    if (found !== 'unknown' || network.endpoints.length === 1) return found;
  } catch (error) {
    if (!(error instanceof ChainRefused || error instanceof ChainUnreachable)) throw error;
  }
  const words = await askEveryone(endpoints, network, hash);
  const [first] = words;
  if (first === undefined)
    throw new ChainUnreachable(`No endpoint of ${network.name} told of the transaction.`);
  return words.find((word) => word !== 'unknown') ?? first;
}

function askEveryone(
  endpoints: Endpoints,
  network: Network,
  hash: Hex,
): Promise<readonly TransactionFound[]> {
  return endpoints.each(
    network,
    (question) => find(question, hash),
    (word) => word !== 'unknown',
  );
}

function isKnown(words: readonly TransactionFound[]): boolean {
  return words.some((word) => word !== 'unknown');
}

async function find(question: Question, hash: Hex): Promise<TransactionFound> {
  const receipt = await question('eth_getTransactionReceipt', [hash]);
  if (typeof receipt === 'object' && receipt !== null) {
    return 'status' in receipt && receipt.status === '0x0' ? 'failed' : 'confirmed';
  }
  const transaction = await question('eth_getTransactionByHash', [hash]);
  return typeof transaction === 'object' && transaction !== null ? 'pending' : 'unknown';
}

import type { PreparedTransaction, Speed, TransactionAsk } from '../../core/held-request';
import { toQuantity } from '../../core/hex';
import type { Network } from '../../core/network';
import { ChainRefused } from '../../services/ports';
import type { Endpoints } from './rpc/endpoints';
import { explainFailure } from './failure';
import { chooseFees } from './fees';
import { expectQuantity } from './quantity';

/** What a plain transfer costs, exactly. */
const transferGas = 21_000n;

/** What is offered where the node could not estimate. */
const unknownGas = 500_000n;

/** Fills in what a page left open. @throws ChainUnreachable, ChainRefused */
export async function prepareTransaction(
  endpoints: Endpoints,
  network: Network,
  asked: TransactionAsk,
  speed: Speed,
): Promise<PreparedTransaction> {
  const [balance, nonce, fees, estimate] = await Promise.all([
    endpoints.request(network, 'eth_getBalance', [asked.from, 'latest']).then(expectQuantity),
    asked.nonce ??
      endpoints.request(network, 'eth_getTransactionCount', [asked.from, 'pending']).then(expectQuantity),
    chooseFees(endpoints, network, asked, speed),
    estimateGas(endpoints, network, asked),
  ]);
  // Funds that do not suffice have a sentence of their own.
  const failure = BigInt(balance) < BigInt(asked.value) ? null : estimate.failure;
  const gas = asked.gas ?? toQuantity(estimate.gas);
  return { transaction: { ...asked, ...fees, gas, nonce }, speed, balance, failure };
}

interface GasEstimate {
  readonly gas: bigint;
  readonly failure: string | null;
}

/** Asked for even where the page named its gas: it tells whether the transaction would fail. */
async function estimateGas(
  endpoints: Endpoints,
  network: Network,
  asked: TransactionAsk,
): Promise<GasEstimate> {
  const { from, to, value, data } = asked;
  const call = { from, ...(to === null ? {} : { to }), value, ...(data === '0x' ? {} : { data }) };
  try {
    const gas = BigInt(expectQuantity(await endpoints.request(network, 'eth_estimateGas', [call])));
    // State may change until it is mined: a fifth more, of which what is not used is not paid.
    return { gas: gas === transferGas ? gas : (gas * 12n) / 10n, failure: null };
  } catch (error) {
    if (!(error instanceof ChainRefused)) throw error;
    return { gas: data === '0x' ? transferGas : unknownGas, failure: explainFailure(error) };
  }
}

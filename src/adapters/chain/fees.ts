import type { Speed, TransactionAsk } from '../../core/held-request';
import { toQuantity, type Hex } from '../../core/hex';
import type { Network } from '../../core/network';
import { ChainRefused } from '../../services/ports';
import type { Endpoints } from './rpc/endpoints';
import { expectQuantity, readQuantity } from './quantity';

/** What a transaction pays per gas (EIP-1559). */
export interface Fees {
  readonly maxFeePerGas: Hex;
  readonly maxPriorityFeePerGas: Hex;
}

/** How many blocks are looked back at, and which share of their tips is taken for each speed. */
const blocks = 10;
const percentiles: readonly number[] = [10, 50, 90];

/**
 * `tip`: the column of the percentile. `room`: hundredths of the next base fee that are offered at most; it rises
 * by an eighth a block at most, so that 150 last for 3 full blocks and 200 for 5. `price`: the same, where there
 * is only a gas price.
 */
const speedTerms: Readonly<Record<Speed, { tip: number; room: bigint; price: bigint }>> = {
  slow: { tip: 0, room: 125n, price: 100n },
  normal: { tip: 1, room: 150n, price: 110n },
  fast: { tip: 2, room: 200n, price: 125n },
};

/** What a page chose stands; the rest follows from the last blocks. @throws ChainUnreachable, ChainRefused */
export async function chooseFees(
  endpoints: Endpoints,
  network: Network,
  asked: TransactionAsk,
  speed: Speed,
): Promise<Fees> {
  const { maxFeePerGas, maxPriorityFeePerGas } = asked;
  if (maxFeePerGas !== null && maxPriorityFeePerGas !== null) return { maxFeePerGas, maxPriorityFeePerGas };
  const { base, tip } = await suggest(endpoints, network, speed);
  const priority = maxPriorityFeePerGas === null ? tip : BigInt(maxPriorityFeePerGas);
  const most = maxFeePerGas === null ? base + priority : BigInt(maxFeePerGas);
  return {
    maxFeePerGas: toQuantity(most),
    maxPriorityFeePerGas: toQuantity(priority < most ? priority : most),
  };
}

interface Suggestion {
  /** What is offered for the base fee. */
  readonly base: bigint;
  readonly tip: bigint;
}

async function suggest(endpoints: Endpoints, network: Network, speed: Speed): Promise<Suggestion> {
  const terms = speedTerms[speed];
  const history = await feeHistory(endpoints, network);
  if (history === null) {
    // No EIP-1559: the price is paid in full, whoever gets it.
    const price = BigInt(expectQuantity(await endpoints.request(network, 'eth_gasPrice', [])));
    return { base: 0n, tip: (price * terms.price) / 100n };
  }
  const tip = medianTip(history.rewards, terms.tip) ?? (await suggestedTip(endpoints, network));
  return { base: (history.nextBaseFee * terms.room) / 100n, tip };
}

interface FeeHistory {
  readonly nextBaseFee: bigint;
  readonly rewards: readonly (readonly bigint[])[];
}

/** Null where the chain has no base fee, or its node does not tell. */
async function feeHistory(endpoints: Endpoints, network: Network): Promise<FeeHistory | null> {
  const answer = await orNull(
    endpoints.request(network, 'eth_feeHistory', [toQuantity(BigInt(blocks)), 'latest', percentiles]),
  );
  const { baseFeePerGas, reward } = Object(answer);
  const nextBaseFee = Array.isArray(baseFeePerGas) ? readQuantity(baseFeePerGas.at(-1)) : null;
  if (nextBaseFee === null || nextBaseFee === 0n) return null;
  return { nextBaseFee, rewards: Array.isArray(reward) ? reward.map(readRow) : [] };
}

function readRow(row: unknown): readonly bigint[] {
  return Array.isArray(row) ? row.map((tip) => readQuantity(tip) ?? 0n) : [];
}

/** The median of a column over the blocks in which anything was paid; null where there is no such block. */
function medianTip(rewards: FeeHistory['rewards'], column: number): bigint | null {
  const paid = rewards
    .map((row) => row[column] ?? 0n)
    .filter((tip) => tip > 0n)
    .toSorted((one, other) => (one < other ? -1 : 1));
  return paid[Math.floor(paid.length / 2)] ?? null;
}

async function suggestedTip(endpoints: Endpoints, network: Network): Promise<bigint> {
  return readQuantity(await orNull(endpoints.request(network, 'eth_maxPriorityFeePerGas', []))) ?? 0n;
}

/** Null where the node refuses: it does not know the method. */
async function orNull(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ChainRefused) return null;
    throw error;
  }
}

import * as v from 'valibot';
import type { TransactionAsk } from '../core/held-request';
import type { Hex } from '../core/hex';
import {
  address,
  calldata,
  first,
  invalid,
  looseChain,
  objectExpected,
  optionalAddress,
  parsed,
  quantity,
  readQuantity,
  unsupported,
} from './rpc-values';

/** What nobody knows is ignored; what would change the transaction and is not supported is refused. */
const transaction = v.object(
  {
    from: address,
    to: optionalAddress,
    value: v.nullish(quantity, '0x0'),
    data: v.nullish(calldata, null),
    input: v.nullish(calldata, null),
    gas: v.nullish(quantity, null),
    gasLimit: v.nullish(quantity, null),
    gasPrice: v.nullish(quantity, null),
    maxFeePerGas: v.nullish(quantity, null),
    maxPriorityFeePerGas: v.nullish(quantity, null),
    nonce: v.nullish(quantity, null),
    chainId: v.nullish(looseChain, null),
    type: v.nullish(parsed(readType, 'must be 0x0, 0x1 or 0x2')),
    accessList: unsupported,
    authorizationList: unsupported,
    blobs: unsupported,
    blobVersionedHashes: unsupported,
    maxFeePerBlobGas: unsupported,
  },
  objectExpected,
);

/**
 * The transaction that `eth_sendTransaction` asks for.
 * @throws RequestRefused -32602
 */
export function readTransaction(method: string, params: unknown): TransactionAsk {
  const asked = first(method, transaction, params);
  const data = same(method, ['data', asked.data], ['input', asked.input]) ?? '0x';
  const gas = same(method, ['gas', asked.gas], ['gasLimit', asked.gasLimit]);
  const { from, to, value, nonce, gasPrice, maxFeePerGas, maxPriorityFeePerGas } = asked;
  if (to === null && data === '0x') {
    throw invalid(method, '"to" is missing, and there is no contract to create');
  }
  if (gasPrice !== null && (maxFeePerGas !== null || maxPriorityFeePerGas !== null)) {
    throw invalid(method, 'gasPrice cannot stand beside maxFeePerGas or maxPriorityFeePerGas');
  }
  if (maxFeePerGas !== null && BigInt(maxPriorityFeePerGas ?? '0x0') > BigInt(maxFeePerGas)) {
    throw invalid(method, 'maxPriorityFeePerGas must not be higher than maxFeePerGas');
  }
  return {
    from,
    to,
    value,
    data,
    gas,
    // A legacy price is what is paid per gas in all, whoever gets it.
    maxFeePerGas: gasPrice ?? maxFeePerGas,
    maxPriorityFeePerGas: gasPrice ?? maxPriorityFeePerGas,
    nonce,
    chain: asked.chainId,
  };
}

/** The value of two names for one thing, which must agree where both are given. */
function same(method: string, [name, value]: Named, [otherName, other]: Named): Hex | null {
  if (value !== null && other !== null && value !== other) {
    throw invalid(method, `"${name}" and "${otherName}" are both given and differ`);
  }
  return value ?? other;
}

type Named = readonly [name: string, value: Hex | null];

function readType(input: unknown): Hex | undefined {
  const type = readQuantity(input);
  return type === '0x0' || type === '0x1' || type === '0x2' ? type : undefined;
}

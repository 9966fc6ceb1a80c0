import { keccak256, SigningKey } from 'ethers/crypto';
import { hashMessage, TypedDataEncoder } from 'ethers/hash';
import { computeAddress, Transaction } from 'ethers/transaction';
import { concat, getBytes } from 'ethers/utils';
import { parseAddress, type Address } from '../../core/address';
import type { FilledTransaction } from '../../core/held-request';
import { isHex, type Hex } from '../../core/hex';
import type { ChainId } from '../../core/session';
import { parseTypedData } from '../../core/typed-data';
import type { TypedDataTypes } from '../../core/typed-data-value';

/** An account as its key gives it. */
export interface KeyedAccount {
  readonly address: Address;
  readonly checksummed: string;
}

/** The account of a private key. */
export function accountOf(privateKey: Hex): KeyedAccount {
  const checksummed = computeAddress(privateKey);
  const address = parseAddress(checksummed);
  if (address === null) throw new RangeError('The key has no address.');
  return { address, checksummed };
}

/** `personal_sign` (EIP-191, version 0x45) over the bytes of a message. */
export function signMessage(privateKey: Hex, message: Hex): Hex {
  return signDigest(privateKey, hashMessage(getBytes(message)));
}

/**
 * `eth_signTypedData_v4` (EIP-712). `data` is canonical JSON text.
 * @throws TypedDataMalformed
 */
export function signTypedData(privateKey: Hex, data: string): Hex {
  const { types, primaryType, domain, message } = parseTypedData(data);
  const { EIP712Domain = [], ...others } = types;
  const domainHash = TypedDataEncoder.hashStruct('EIP712Domain', forEncoder({ EIP712Domain }), domain);
  const messageHash = TypedDataEncoder.hashStruct(primaryType, forEncoder(others), message);
  return signDigest(privateKey, keccak256(concat(['0x1901', domainHash, messageHash])));
}

/** An EIP-1559 transaction (type 2, EIP-2718): its signed bytes and their hash. */
export function signTransaction(
  privateKey: Hex,
  chain: ChainId,
  filled: FilledTransaction,
): { raw: Hex; hash: Hex } {
  const transaction = Transaction.from({
    type: 2,
    chainId: chain,
    to: filled.to,
    value: filled.value,
    data: filled.data,
    gasLimit: filled.gas,
    maxFeePerGas: filled.maxFeePerGas,
    maxPriorityFeePerGas: filled.maxPriorityFeePerGas,
    nonce: Number(filled.nonce),
  });
  transaction.signature = new SigningKey(privateKey).sign(transaction.unsignedHash);
  return { raw: hex(transaction.serialized), hash: hex(keccak256(transaction.serialized)) };
}

function signDigest(privateKey: Hex, digest: string): Hex {
  return hex(new SigningKey(privateKey).sign(digest).serialized);
}

function forEncoder(types: TypedDataTypes): Record<string, { name: string; type: string }[]> {
  return Object.fromEntries(Object.entries(types).map(([name, members]) => [name, [...members]]));
}

function hex(text: string): Hex {
  if (!isHex(text)) throw new RangeError('A signature is not hex.');
  return text;
}

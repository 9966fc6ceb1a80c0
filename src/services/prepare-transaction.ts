import type { HeldRequest, PreparedTransaction, RequestId, Speed } from '../core/held-request';
import type { Network } from '../core/network';
import { done, failed, type Outcome } from '../core/outcome';
import { toQuantity } from '../core/hex';
import { isWaiting } from './connect-site';
import { networkInUse } from './network-in-use';
import { commit } from './now';
import { ChainRefused, ChainUnreachable, type Ports, type Reads } from './ports';

/** What is shown of a held transaction. */
export interface PreparedRequest {
  readonly prepared: PreparedTransaction;
  readonly network: Network;
}

/**
 * Fills in fees, gas and nonce once, and stores them with the request: they change only when the person asks
 * for another speed, or when another transaction took the nonce.
 */
export async function prepareTransaction(
  ports: Ports,
  id: RequestId,
  speed: Speed | null,
): Promise<Outcome<PreparedRequest>> {
  const { request, network, isNonceTaken } = await ports.store.read(async (reads) => {
    const held = await reads.request(id);
    return {
      request: held,
      network: held === null ? null : await networkInUse(reads, held.chain),
      isNonceTaken: held === null ? false : await hasTakenNonce(reads, held),
    };
  });
  if (request === null || request.ask.kind !== 'transaction') return failed({ fault: 'gone' });
  if (network === null) return failed({ fault: 'chain-unreachable' });
  const wanted = speed ?? request.prepared?.speed ?? 'normal';
  if (request.prepared !== null && request.prepared.speed === wanted && !isNonceTaken) {
    return done({ prepared: request.prepared, network });
  }
  const prepared = await prepareOnChain(ports, network, request, wanted);
  if (!prepared.ok) return prepared;
  const isStored = await commit(ports, async (writes, at) => {
    const now = await writes.request(id);
    if (now === null || !isWaiting(now, at)) return false;
    await writes.putRequest({ ...now, prepared: prepared.value });
    return true;
  });
  return isStored ? done({ prepared: prepared.value, network }) : failed({ fault: 'gone' });
}

async function prepareOnChain(
  ports: Ports,
  network: Network,
  request: HeldRequest,
  speed: Speed,
): Promise<Outcome<PreparedTransaction>> {
  if (request.ask.kind !== 'transaction') return failed({ fault: 'gone' });
  const asked = request.ask.transaction;
  try {
    const prepared = await ports.chain.prepare(network, asked, speed);
    const next = await ports.store.read((reads) => nextNonce(reads, request));
    if (asked.nonce !== null || next === null || BigInt(prepared.transaction.nonce) >= next)
      return done(prepared);
    return done({ ...prepared, transaction: { ...prepared.transaction, nonce: toQuantity(next) } });
  } catch (error) {
    if (error instanceof ChainUnreachable) return failed({ fault: 'chain-unreachable' });
    if (error instanceof ChainRefused) return failed({ fault: 'chain-refused', message: error.message });
    throw error;
  }
}

/** The nonce after the last transaction of this account that is still on its way; null where none is. */
async function nextNonce(reads: Reads, request: HeldRequest): Promise<bigint | null> {
  if (request.ask.kind !== 'transaction') return null;
  const { from } = request.ask.transaction;
  const nonces = (await reads.pendingTransactions())
    .filter((other) => other.from === from && other.chain === request.chain)
    .map((other) => BigInt(other.nonce));
  return nonces.length === 0
    ? null
    : nonces.reduce((highest, nonce) => (nonce > highest ? nonce : highest)) + 1n;
}

/** Whether another transaction was signed with the nonce that was prepared for this one. */
export async function hasTakenNonce(reads: Reads, request: HeldRequest): Promise<boolean> {
  if (
    request.ask.kind !== 'transaction' ||
    request.ask.transaction.nonce !== null ||
    request.prepared === null
  ) {
    return false;
  }
  const { from, nonce } = request.prepared.transaction;
  const others = await reads.pendingTransactions();
  return others.some(
    (other) => other.from === from && other.chain === request.chain && BigInt(other.nonce) === BigInt(nonce),
  );
}

import { networkOf } from '../core/networks';
import type { TrackedTransaction } from '../core/transaction';
import { deliver } from './deliver-answers';
import { commit } from './now';
import { ChainUnreachable, type Ports } from './ports';
import { schedule } from './schedule';
import { broadcast } from './send-transaction';

/** Asks the chain how transactions on their way are doing, and tells the person of what was decided. */
export async function trackTransactions(ports: Ports): Promise<void> {
  const { held, pending, added } = await ports.store.read(async (reads) => ({
    held: await reads.requests(),
    pending: await reads.pendingTransactions(),
    added: await reads.addedNetworks(),
  }));
  for (const request of held) {
    if (request.stage.step === 'approved' && request.stage.signed !== null) await broadcast(ports, request);
  }
  for (const transaction of pending) {
    const network = networkOf(transaction.chain, added);
    if (network === null) continue;
    try {
      await note(ports, transaction, await ports.chain.lookUp(network, transaction.hash));
    } catch (error) {
      if (!(error instanceof ChainUnreachable)) throw error;
    }
  }
  await deliver(ports);
  await schedule(ports);
}

async function note(
  ports: Ports,
  transaction: TrackedTransaction,
  found: 'unknown' | 'pending' | 'confirmed' | 'failed',
): Promise<void> {
  if (found === 'unknown' || found === transaction.status) return;
  await commit(ports, async (writes) => {
    const now = await writes.transaction(transaction.hash);
    if (now !== null) await writes.putTransaction({ ...now, status: found });
  });
  ports.attention.changed(['transactions']);
  if (found === 'pending') return;
  ports.attention.notify({
    kind: found === 'confirmed' ? 'transaction-confirmed' : 'transaction-failed',
    transaction: { ...transaction, status: found },
  });
}

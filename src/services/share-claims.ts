import { emptyMemory, joinMemories } from '../core/claim';
import { commit } from './now';
import type { Ports } from './ports';

/** Leaves what is known of the claims where the worker of Chrome's private windows finds it. */
export async function lendClaims(ports: Ports): Promise<void> {
  // Firefox has one worker for both kinds of windows: nobody would find it.
  if (ports.wallet !== 'own' || ports.inPrivate !== null) return;
  const { device, claims } = await ports.store.read(async (reads) => ({
    device: await reads.ownDevice(),
    claims: await reads.everyClaims(),
  }));
  if (device !== null) await ports.sharedClaims.put({ device, claims });
}

/**
 * The worker of Chrome's private windows is the same device as the normal one: it goes by its claims, and makes none.
 * It reads the relays by itself: what the other has read says nothing of when this one did.
 */
export async function borrowClaims(ports: Ports): Promise<void> {
  if (ports.wallet !== 'borrowed') return;
  const lent = await ports.sharedClaims.get();
  if (lent === null) return;
  await commit(ports, async (writes) => {
    await writes.putOwnDevice(lent.device);
    for (const theirs of lent.claims) {
      const known = await writes.claims(theirs.account);
      const isSame = known !== null && JSON.stringify(known.record.own) === JSON.stringify(theirs.record.own);
      const memory = joinMemories(known?.record.memory ?? emptyMemory, theirs.record.memory);
      const readAt = isSame ? known.record.readAt : null;
      await writes.putClaims({ ...theirs, record: { ...theirs.record, memory, readAt } });
    }
  });
}

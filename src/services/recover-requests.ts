import { isAwaited } from '../core/held-request';
import { commit } from './now';
import type { Ports } from './ports';

/**
 * Once at each start of the worker: nothing is held over a browser's start; an approval that a killed worker left
 * without a signed transaction goes back before the person; what belongs to pages that are gone is dropped.
 */
export async function recoverRequests(ports: Ports): Promise<void> {
  const held = await ports.store.read((reads) => reads.requests());
  if (held.length === 0) return;
  const there = new Map<string, boolean>();
  await Promise.all(
    held.map(async ({ document }) => {
      if (there.has(document.documentId)) return;
      there.set(document.documentId, false);
      there.set(document.documentId, await ports.pages.isThere(document));
    }),
  );
  const stuck = new Map(
    held.flatMap(({ id, stage }) =>
      stage.step === 'approved' && stage.signed === null ? [[id, stage.at] as const] : [],
    ),
  );
  await commit(ports, async (writes, at) => {
    for (const request of await writes.requests()) {
      const { stage } = request;
      // An approval of this life of the worker is not ours to undo: it may be what woke the worker.
      if (stage.step === 'approved') {
        const isOfThisLife = stuck.get(request.id) !== stage.at || ports.acting.has(request.id);
        if (stage.signed !== null || isOfThisLife) continue;
      }
      const isOtherRun = request.browserRun !== at.run.id;
      const isGone = there.get(request.document.documentId) === false;
      if (isOtherRun || (isGone && !isAwaited(request, at.now))) await writes.deleteRequest(request.id);
      else if (stage.step === 'approved') await writes.putRequest({ ...request, stage: { step: 'waiting' } });
    }
  });
  ports.attention.changed(['requests', 'overview']);
}

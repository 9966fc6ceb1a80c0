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
  await commit(ports, async (writes, at) => {
    for (const request of await writes.requests()) {
      const isOnItsWay = request.stage.step === 'approved' && request.stage.signed !== null;
      const isGone = request.browserRun !== at.run.id || there.get(request.document.documentId) === false;
      if (isGone && !isOnItsWay) await writes.deleteRequest(request.id);
      else if (request.stage.step === 'approved' && request.stage.signed === null) {
        await writes.putRequest({ ...request, stage: { step: 'waiting' } });
      }
    }
  });
  ports.attention.changed(['requests', 'overview']);
}

import type { Circumstances } from '../core/decide';
import { isAwaited, type HeldRequest } from '../core/held-request';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { schedule } from './schedule';

/**
 * Once at each start of the worker: nothing is held over a browser's start or an update; an approval that a killed worker left
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
      // An approval of this life of the worker is not ours to undo.
      if (stage.step === 'approved' && (stage.signed !== null || stuck.get(request.id) !== stage.at))
        continue;
      const isOtherRun = request.browserRun !== at.run.id;
      const isGone = there.get(request.document.documentId) === false;
      if (isOtherRun) await dropOfEarlierRun(writes, request, at);
      else if (isGone && !isAwaited(request, at.now)) await writes.deleteRequest(request.id);
      else if (stage.step === 'approved') await writes.putRequest({ ...request, stage: { step: 'waiting' } });
    }
  });
  ports.attention.changed(['requests', 'overview', 'journal']);
  await schedule(ports);
}

/** No script is left in its page that could hear an answer: the page itself was told 4900, or is closed. */
async function dropOfEarlierRun(writes: Writes, request: HeldRequest, at: Circumstances): Promise<void> {
  await writes.deleteRequest(request.id);
  if (request.stage.step === 'answered') return;
  await writes.appendJournal(at.now, {
    kind: 'request-refused',
    origin: request.place.origin,
    method: request.method,
    why: at.run.endOfLast === 'updated' ? 'updated' : 'page-gone',
  });
}

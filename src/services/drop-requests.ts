import { isAwaited, type HeldRequest, type PageDocument } from '../core/held-request';
import { commit } from './now';
import type { Ports } from './ports';
import { schedule } from './schedule';

/** Deletes what a document asked once the document is gone; nobody is left to be answered. A transaction on its way stays. */
export async function dropRequestsOf(ports: Ports, document: PageDocument): Promise<void> {
  const held = await ports.store.read((reads) => reads.requests());
  if (!held.some((request) => isOf(request, document))) return;
  await commit(ports, async (writes, at) => {
    for (const request of await writes.requests()) {
      if (!isOf(request, document) || request.stage.step === 'approved') continue;
      if (isAwaited(request, at.now)) continue;
      await writes.deleteRequest(request.id);
      if (request.stage.step === 'waiting') {
        await writes.appendJournal(at.now, {
          kind: 'request-refused',
          origin: request.place.origin,
          method: request.method,
          why: 'page-gone',
        });
      }
    }
  });
  ports.attention.changed(['requests', 'overview']);
  await schedule(ports);
}

function isOf(request: HeldRequest, document: PageDocument): boolean {
  return request.document.documentId === document.documentId;
}

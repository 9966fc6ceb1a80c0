import type { RequestId } from '../core/held-request';
import { commit } from './now';
import type { Ports } from './ports';

/** Hands every stored answer to its page. The page's thanks delete it; until then it is handed over again. */
export async function deliver(ports: Ports): Promise<void> {
  const requests = await ports.store.read((reads) => reads.requests());
  for (const { stage, document, id } of requests) {
    if (stage.step === 'answered') ports.pages.answer(document, id, stage.answer);
  }
}

/** The page has the answer: nothing needs to be kept. */
export async function forgetAnswered(ports: Ports, id: RequestId): Promise<void> {
  await commit(ports, async (writes) => {
    const request = await writes.request(id);
    if (request?.stage.step === 'answered') await writes.deleteRequest(id);
  });
}

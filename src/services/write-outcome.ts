import type { Answer, HeldRequest } from '../core/held-request';
import type { JournalEvent } from '../core/journal';
import type { Millis } from '../core/units';
import type { Writes } from './ports';

type WhyRefused = Extract<JournalEvent, { kind: 'request-refused' }>['why'];

/** Writes a request's outcome, once: an answered request keeps its first answer. */
export async function settle(
  writes: Writes,
  request: HeldRequest,
  answer: Answer,
  at: Millis,
  why: WhyRefused | 'approved',
): Promise<void> {
  const stored = await writes.request(request.id);
  if (stored === null || stored.stage.step === 'answered') return;
  await writes.putRequest({ ...request, stage: { step: 'answered', at, answer } });
  if (why !== 'approved') {
    await writes.appendJournal(at, {
      kind: 'request-refused',
      origin: request.place.origin,
      method: request.method,
      why,
    });
    return;
  }
  if (request.sessionId === null) return;
  await writes.appendJournal(at, {
    kind: 'request-approved',
    session: request.sessionId,
    origin: request.place.origin,
    method: request.method,
  });
}

import { decideRequest } from '../core/decide';
import { RequestRefused } from '../core/errors';
import { answerAtOnce } from './answer-at-once';
import { holdRequest, type Held } from './hold-request';
import type { IncomingRequest } from './incoming-request';
import { noteToken } from './note-token';
import type { Ports } from './ports';
import { sessionState } from './session-state';

/**
 * Decides a page's request at use, and answers it or holds it for a person.
 * @throws RequestRefused with what the page may know
 */
export async function handleRequest(ports: Ports, incoming: IncomingRequest): Promise<Held> {
  const { request, key } = incoming;
  const state = await sessionState(ports, key);
  switch (decideRequest(request.kind, state)) {
    case 'answer':
      return answered(await answerAtOnce(ports, incoming, state));
    case 'note':
      if (request.kind !== 'watch') throw new RequestRefused('invalid-request');
      return answered(await noteToken(ports, request.token, state));
    case 'refuse':
      throw new RequestRefused('unauthorized');
    case 'connect':
    case 'reconnect':
    case 'own-screen':
      if (!('ask' in request)) throw new RequestRefused('invalid-request');
      return holdRequest(ports, incoming, request.ask);
  }
}

function answered(value: unknown): Held {
  return { outcome: 'answered', answer: { ok: true, value }, isKept: false };
}

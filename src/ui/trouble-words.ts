import type { EndpointTrouble } from '../core/endpoint-health';
import type { PlainKey } from './translate';

/** What went wrong with an endpoint: in a sentence, and what exactly was seen. */
export const troubleWords = {
  unreachable: { word: 'connectionEndpointUnreachable', detail: 'connectionUnreachableDetail' },
  'no-answer': { word: 'connectionLate', detail: 'connectionSilentDetail' },
  'timed-out': { word: 'connectionLate', detail: 'connectionLateDetail' },
  redirected: { word: 'connectionIntercepted', detail: 'connectionRedirectedDetail' },
  'not-json': { word: 'connectionIntercepted', detail: 'connectionNotJsonDetail' },
  malformed: { word: 'connectionMalformed', detail: 'connectionMalformedDetail' },
  'too-large': { word: 'connectionMalformed', detail: 'connectionTooLargeDetail' },
  busy: { word: 'connectionBusy', detail: 'connectionBusyDetail' },
  failing: { word: 'connectionFailing', detail: 'connectionFailingDetail' },
  'other-chain': { word: 'connectionOtherChain', detail: 'connectionOtherChainDetail' },
} as const satisfies Record<EndpointTrouble, { word: PlainKey; detail: PlainKey }>;

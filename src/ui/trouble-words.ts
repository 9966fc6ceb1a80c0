import type { CheckTrouble } from '../core/connection';
import type { PlainKey } from './translate';

/** What went wrong with an endpoint or a relay: in a sentence, and what exactly was seen. */
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
  'relay-away': { word: 'connectionLate', detail: 'connectionRelayAwayDetail' },
  'relay-forgets': { word: 'connectionForgets', detail: 'connectionForgetsDetail' },
} as const satisfies Record<CheckTrouble, { word: PlainKey; detail: PlainKey }>;

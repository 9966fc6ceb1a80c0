import type { Runtime } from 'webextension-polyfill';
import { RequestRefused } from '../core/errors';
import { takeRequest } from '../core/flood';
import type { Answer, PageDocument } from '../core/held-request';
import { parseOrigin, type Origin } from '../core/origin';
import { keyOf, type SessionKey, type SessionPlace } from '../core/session';
import { containerOf } from '../adapters/browser/container';
import type { ConnectedPages, PageLink } from '../adapters/browser/pages';
import { parseToWorker, requestIdOf, type ToWorker } from '../protocol/channel';
import { parseRequest } from '../protocol/rpc';
import { applyUpdate } from '../services/apply-update';
import { forgetAnswered } from '../services/deliver-answers';
import { dropRequestsOf } from '../services/drop-requests';
import { handleRequest } from '../services/handle-request';
import type { Ports } from '../services/ports';
import { noteUse } from '../services/renew-session';
import { report } from './report';
import type { SiteBuckets } from './site-buckets';

/** A page as the browser reports it: the only file that sees a sender. */
interface Asker {
  readonly document: PageDocument;
  readonly place: SessionPlace;
  /** The tab's top-level origin. */
  readonly site: Origin;
}

/** Takes up the port of a page's content script. A sender that may hold no session is refused whatever it asks (SEC-1). */
export function routePage(
  port: Runtime.Port,
  ports: Ports,
  pages: ConnectedPages,
  requests: SiteBuckets,
  onQuestion: (key: SessionKey) => void,
): void {
  const sender = readSender(port.sender);
  if (sender === null) {
    port.onMessage.addListener((message: unknown) => refuseUnknown(port, message));
    return;
  }
  const link = pages.add(port, sender.document, sender.origin, () => {
    void dropIfGone(ports, sender.document).catch(report);
  });
  const asker = readAsker(sender, pages);
  if (!(asker instanceof Promise) && asker !== null) link.setKey(keyOf(asker.place));
  port.onMessage.addListener((message: unknown) => {
    const parsed = parseToWorker(message);
    if (parsed === null) return;
    const isTooFast =
      parsed.kind === 'request' &&
      !requests.admit(sender.origin, (bucket) => takeRequest(bucket, ports.clock.read().wall));
    if (isTooFast) {
      link.answer(parsed.id, refusal(new RequestRefused('limit-exceeded')), false);
      return;
    }
    if (asker instanceof Promise) {
      void asker.then((known) => {
        if (known !== null) link.setKey(keyOf(known.place));
        if (known !== null && parsed.kind === 'request') onQuestion(keyOf(known.place));
        return hear(ports, link, known, parsed);
      });
      return;
    }
    if (asker !== null && parsed.kind === 'request') onQuestion(keyOf(asker.place));
    void hear(ports, link, asker, parsed);
  });
}

async function hear(ports: Ports, link: PageLink, asker: Asker | null, message: ToWorker): Promise<void> {
  if (asker === null) {
    if (message.kind === 'request')
      link.answer(message.id, refusal(new RequestRefused('unauthorized')), false);
    return;
  }
  const key = keyOf(asker.place);
  switch (message.kind) {
    case 'open':
      link.sendState();
      return;
    case 'used':
      // Nobody waits for these two: the page says them again, or they are made up for at the next sweep.
      await noteUse(ports, key).catch(report);
      return;
    case 'received':
      await forgetAnswered(ports, requestIdOf(asker.document.documentId, message.id)).catch(report);
      await applyUpdate(ports).catch(report);
      return;
    case 'request': {
      const id = requestIdOf(asker.document.documentId, message.id);
      try {
        const request = await parseRequest(message.method, message.params);
        const held = await handleRequest(ports, { ...asker, id, key, request });
        if (held.outcome === 'answered') link.answer(message.id, held.answer, held.isKept);
      } catch (error) {
        link.answer(message.id, refusal(error), false);
      }
    }
  }
}

/** Any error as a page may know it: what is not a refusal says nothing of its inside. */
function refusal(error: unknown): Answer {
  const refused =
    error instanceof RequestRefused ? error : new RequestRefused('internal-error', { cause: error });
  if (refused !== error) report(error);
  return { ok: false, error: refused.toPageError() };
}

function refuseUnknown(port: Runtime.Port, message: unknown): void {
  const parsed = parseToWorker(message);
  if (parsed?.kind !== 'request') return;
  port.postMessage({
    kind: 'answer',
    id: parsed.id,
    answer: refusal(new RequestRefused('unauthorized')),
    isKept: false,
  });
}

interface Sender {
  readonly document: PageDocument;
  readonly origin: Origin;
  readonly cookieStore: string | null;
  readonly isPrivate: boolean;
}

/** What the browser says of a sender; null where it may hold no session. Never its URL, never its tab's (SEC-1). */
function readSender(sender: Runtime.MessageSender | undefined): Sender | null {
  if (sender === undefined) return null;
  const origin = parseOrigin(
    'origin' in sender && typeof sender.origin === 'string' ? sender.origin : undefined,
  );
  const documentId = 'documentId' in sender ? sender.documentId : undefined;
  const { tab, frameId } = sender;
  if (origin === null || typeof documentId !== 'string') return null;
  if (tab?.id === undefined || frameId === undefined) return null;
  return {
    origin,
    document: { tabId: tab.id, frameId, documentId },
    cookieStore: containerOf(tab),
    isPrivate: tab.incognito,
  };
}

/** Who asks. A frame waits until the top of its tab has reported its own origin; where it cannot, nobody asks. */
function readAsker(sender: Sender, pages: ConnectedPages): Asker | null | Promise<Asker | null> {
  const { document, origin, cookieStore, isPrivate } = sender;
  const under = (site: Origin | null): Asker | null =>
    site === null
      ? null
      : {
          document,
          site,
          place: { origin, topOrigin: site === origin ? null : site, cookieStore, isPrivate },
        };
  if (document.frameId === 0) return under(origin);
  return pages.topOrigin(document.tabId).then(under);
}

/** A port also closes when a page is put aside; only what a page that is gone has asked is dropped. */
async function dropIfGone(ports: Ports, document: PageDocument): Promise<void> {
  if (!(await ports.pages.isThere(document))) await dropRequestsOf(ports, document);
  await applyUpdate(ports);
}

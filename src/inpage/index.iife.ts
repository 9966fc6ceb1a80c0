import { parseOrigin } from '../core/origin';
import { handOver, toContent, toPage, type ToPage } from '../protocol/channel';
import { announce } from './announce';
import { detailOf, dispatch, listen, parse, put, queueMicrotask } from './primordials';
import { createProvider } from './provider';

// An opaque origin, http off loopback and other schemes hold no session: nothing runs there (SEC-2).
if (parseOrigin(self.origin) !== null) start();

function start(): void {
  const page: Window = self;
  const channel = new EventTarget();
  const say = (frame: string) => !dispatch(channel, toContent, frame);
  const wallet = createProvider(say);

  listen(channel, toPage, (event) => {
    const text = detailOf(event);
    // Later, when `window.event` is no way to the channel any more for what the page does in its listeners.
    if (typeof text === 'string') queueMicrotask(() => wallet.hear(messageIn(text)));
  });
  const isThere = () => {
    const isHeard = say('');
    if (!isHeard) wallet.end();
    return isHeard;
  };
  page.dispatchEvent(new FocusEvent(handOver, { relatedTarget: channel }));
  // After an update Firefox puts the new scripts into pages that are open, and takes the old content script away unheard.
  listen(page, handOver, () => void isThere());

  // Another wallet that is there keeps its place, and one that comes later may take it.
  if (say('') && (!('ethereum' in page) || isLeftBehind(page.ethereum)))
    put(page, 'ethereum', wallet.provider);
  announce(page, wallet.provider, isThere);
}

/** Whether this is a provider of ours that an update has left behind: no other wallet. */
function isLeftBehind(held: unknown): boolean {
  try {
    return isProvider(held) && held.isSekisho === true && held.isConnected() === false;
  } catch {
    return false; // It is the page's, and whatever it likes.
  }
}

function isProvider(held: unknown): held is { isSekisho: unknown; isConnected(): unknown } {
  return typeof held === 'object' && held !== null && 'isSekisho' in held && 'isConnected' in held;
}

/** The content script says nothing else than messages of this form. */
function messageIn(text: string): ToPage {
  return parse(text);
}

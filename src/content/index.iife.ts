import { parseOrigin } from '../core/origin';
import { handOver, parseFrame, parseRollCall, toContent, toPage, wakeUp } from '../protocol/channel';
import { pagePortName } from '../protocol/port-names';
import { createPipe, type WorkerPort } from './pipe';

/** The part of the extension's API that is used here, where the polyfill would be too large. */
interface Api {
  readonly runtime?: {
    /** Missing once the extension was removed, or updated under this page. */
    readonly id?: string;
    readonly lastError?: unknown;
    connect(options: { readonly name: string }): Port;
    readonly onMessage: Emitter<
      (message: unknown, sender: { readonly id?: string }, respond: (answer: true) => void) => void
    >;
  };
}

interface Port {
  readonly onMessage: Emitter<(message: unknown) => void>;
  readonly onDisconnect: Emitter<() => void>;
  postMessage(message: unknown): void;
  disconnect(): void;
}

interface Emitter<Listener> {
  addListener(listener: Listener): void;
}

declare const browser: Api | undefined;
declare const chrome: Api;

// An opaque origin, http off loopback and other schemes hold no session: nothing runs there, no port is opened (SEC-2).
if (parseOrigin(self.origin) !== null) {
  const api = typeof browser === 'undefined' ? chrome : browser;
  const takeOver = (event: Event) => {
    const channel = event instanceof FocusEvent ? event.relatedTarget : null;
    if (channel !== null) start(channel, api);
  };
  // The script in the page's world comes next, before any of the page's own.
  window.addEventListener(handOver, takeOver, { once: true, capture: true });
}

function start(channel: EventTarget, api: Api): void {
  const isAlive = () => api.runtime?.id !== undefined;
  let isHearing = false;

  const pipe = createPipe(
    {
      isAlive,
      connect,
      tell: (message) => channel.dispatchEvent(new CustomEvent(toPage, { detail: JSON.stringify(message) })),
      wait(delay, then) {
        const timer = setTimeout(then, delay);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
    },
    'prerendering' in document && document.prerendering === true,
  );

  channel.addEventListener(toContent, (event) => {
    if (!isAlive()) return;
    event.preventDefault();
    const frame = parseFrame(event instanceof CustomEvent ? event.detail : null);
    if (frame !== null) pipe.hear(frame);
  });
  document.addEventListener('prerenderingchange', () => pipe.resume(), { once: true });
  // The top frame is asked for its origin on behalf of the frames in it; any other one speaks first.
  if (self === top) hearWorker();

  function connect(onMessage: (message: unknown) => void, onDeath: () => void): WorkerPort {
    const { runtime } = api;
    if (runtime === undefined) throw new Error('The extension is gone');
    const port = runtime.connect({ name: pagePortName });
    port.onMessage.addListener(onMessage);
    port.onDisconnect.addListener(() => {
      // Read, so that the browser does not complain in the page's console.
      void runtime.lastError;
      onDeath();
    });
    hearWorker();
    return { post: (message) => port.postMessage(message), close: () => port.disconnect() };
  }

  function hearWorker(): void {
    if (isHearing) return;
    isHearing = true;
    api.runtime?.onMessage.addListener((message, sender, respond) => {
      if (sender.id !== api.runtime?.id) return;
      const call = parseRollCall(message);
      const isDone =
        call === null ? message === wakeUp && pipe.wake() : pipe.answerRollCall(call.nonce, call.isTop);
      if (isDone) respond(true);
    });
    window.addEventListener('pagehide', ({ persisted }) => {
      if (persisted) pipe.pause();
    });
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) pipe.resume();
    });
    for (const kind of ['pointerdown', 'keydown'])
      window.addEventListener(kind, notePerson, { capture: true, passive: true });
  }

  /** That there was a person, and nothing of what they did. */
  function notePerson(event: Event): void {
    if (event.isTrusted && document.visibilityState === 'visible') pipe.use();
  }
}

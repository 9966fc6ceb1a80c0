import browser, { type Runtime, type Tabs } from 'webextension-polyfill';
import type { Answer, PageDocument } from '../../core/held-request';
import type { Origin } from '../../core/origin';
import type { SessionKey } from '../../core/session';
import { type Millis, second } from '../../core/units';
import { pageIdOf, showTop, wakeUp, type FromWorker, type PageState } from '../../protocol/channel';
import type { Pages } from '../../services/ports';

/** What routes hold of a page whose port is open. */
export interface PageLink {
  /** The page's session key is known now: from here on it is told of changes. */
  setKey(key: SessionKey): void;
  /** `id` is the page's own. `isKept`: the answer is stored until the page has thanked for it. */
  answer(id: string, answer: Answer, isKept: boolean): void;
  /** Tells the page its present state; its key must be known. */
  sendState(): void;
}

/** The pages that are connected to this worker, and the ways to reach the others. */
export interface ConnectedPages extends Pages {
  /** Takes up a page whose port has just opened, until the port closes. `onClose` is told then, once. */
  add(port: Runtime.Port, document: PageDocument, origin: Origin, onClose: () => void): PageLink;
  /** What frame 0 of the tab reported over its own port (SEC-1); it is asked to open one. Null: no such frame may hold a session. */
  topOrigin(tabId: number): Promise<Origin | null>;
}

interface ConnectedPage {
  readonly port: Runtime.Port;
  readonly document: PageDocument;
  readonly origin: Origin;
  key: SessionKey | null;
  /** Counts the reads of its state, so that only the latest is told. */
  reads: number;
}

const longestWaitForTop: Millis = 2 * second;

/** @param stateOf reads what a page of this key may know */
export function createPages(stateOf: (key: SessionKey) => Promise<PageState>): ConnectedPages {
  const connected = new Map<Runtime.Port, ConnectedPage>();
  const waitingForTop = new Set<{
    readonly tabId: number;
    readonly resolve: (origin: Origin | null) => void;
  }>();

  function find(isMeant: (page: ConnectedPage) => boolean): ConnectedPage | null {
    for (const page of connected.values()) if (isMeant(page)) return page;
    return null;
  }

  function say(page: ConnectedPage, message: FromWorker): void {
    const { port } = page;
    if (connected.has(port)) port.postMessage(message);
  }

  function sendState(page: ConnectedPage): void {
    const { key } = page;
    if (key === null) return;
    page.reads += 1;
    const read = page.reads;
    stateOf(key).then(
      (state) => {
        if (page.reads === read && page.key === key) say(page, { kind: 'state', state });
      },
      // A page whose state cannot be read keeps what it knows; each of its requests is decided at use anyway.
      () => undefined,
    );
  }

  return {
    add(port, document, origin, onClose) {
      const page: ConnectedPage = { port, document, origin, key: null, reads: 0 };
      connected.set(port, page);
      port.onDisconnect.addListener(() => {
        connected.delete(port);
        onClose();
      });
      if (document.frameId === 0) {
        for (const waiting of waitingForTop) if (waiting.tabId === document.tabId) waiting.resolve(origin);
      }
      return {
        setKey(key) {
          page.key = key;
        },
        answer: (id, answer, isKept) => say(page, { kind: 'answer', id, answer, isKept }),
        sendState: () => sendState(page),
      };
    },

    topOrigin(tabId) {
      const top = find(({ document }) => document.tabId === tabId && document.frameId === 0);
      if (top !== null) return Promise.resolve(top.origin);
      return new Promise((resolve) => {
        const waiting = { tabId, resolve: settle };
        const timer = setTimeout(settle, longestWaitForTop, null);
        function settle(origin: Origin | null): void {
          clearTimeout(timer);
          waitingForTop.delete(waiting);
          resolve(origin);
        }
        waitingForTop.add(waiting);
        browser.tabs.sendMessage(tabId, showTop, { frameId: 0 }).catch(() => settle(null));
      });
    },

    answer(document, id, answer) {
      const page = find((each) => each.document.documentId === document.documentId);
      if (page !== null) say(page, { kind: 'answer', id: pageIdOf(id), answer, isKept: true });
      else void wake(document.tabId, { documentId: document.documentId });
    },

    refresh(keys) {
      const meant = keys === null ? null : new Set(keys);
      for (const page of connected.values()) {
        if (page.key !== null && (meant === null || meant.has(page.key))) sendState(page);
      }
      void wakeTabs(keys);
    },

    async isFocused({ tabId }) {
      try {
        const tab = await browser.tabs.get(tabId);
        if (!tab.active || tab.windowId === undefined) return false;
        // Firefox for Android has tabs but no windows.
        return browser.windows === undefined || (await browser.windows.get(tab.windowId)).focused;
      } catch {
        return false;
      }
    },

    async isOpen(origin) {
      if (find((page) => page.origin === origin) !== null) return true;
      const tabs = await browser.tabs.query({});
      return tabs.some(({ url }) => url !== undefined && URL.canParse(url) && new URL(url).origin === origin);
    },

    async isThere(document) {
      const isConnected = find((page) => page.document.documentId === document.documentId) !== null;
      return isConnected || (await wake(document.tabId, { documentId: document.documentId }));
    },
  };
}

/** Has content scripts that once had a port open it again. Whether one of them was there and active. */
async function wake(tabId: number, target: Tabs.SendMessageOptionsType): Promise<boolean> {
  try {
    return (await browser.tabs.sendMessage<string>(tabId, wakeUp, target)) === true;
  } catch {
    return false;
  }
}

async function wakeTabs(keys: readonly SessionKey[] | null): Promise<void> {
  const tops = keys === null ? null : new Set(keys.map(topOriginOf));
  for (const { id, url } of await browser.tabs.query({})) {
    if (id !== undefined && (tops === null || mayShow(url, tops))) void wake(id, {});
  }
}

/** Whether a tab may show one of these sites. A hint, to leave the others asleep: an address that says nothing counts as yes. */
function mayShow(url: string | undefined, tops: ReadonlySet<string>): boolean {
  if (url === undefined || !/^https?:/.test(url)) return true;
  return tops.has(new URL(url).origin);
}

function topOriginOf(key: SessionKey): string {
  const [origin, topOrigin]: readonly unknown[] = JSON.parse(key);
  return String(topOrigin ?? origin);
}

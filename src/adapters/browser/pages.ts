import browser, { type Runtime, type Tabs } from 'webextension-polyfill';
import type { Answer, PageDocument } from '../../core/held-request';
import type { Origin } from '../../core/origin';
import type { SessionKey } from '../../core/session';
import { type Millis, second } from '../../core/units';
import {
  pageIdOf,
  parseHere,
  wakeUp,
  type FromWorker,
  type PageState,
  type RollCall,
} from '../../protocol/channel';
import type { Pages } from '../../services/ports';
import { randomness } from './randomness';

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

/** For a script that does not answer: its page is busy. */
const longestWait: Millis = 5 * second;

/**
 * The pages of normal windows or those of private ones, never both.
 * @param stateOf reads what a page of this key may know
 */
export function createPages(
  stateOf: (key: SessionKey) => Promise<PageState>,
  isPrivate: boolean,
): ConnectedPages {
  const connected = new Map<Runtime.Port, ConnectedPage>();
  /** Who waits for the answer to a roll call, by its nonce. */
  const calls = new Map<string, (page: ConnectedPage) => void>();

  function find(isMeant: (page: ConnectedPage) => boolean): ConnectedPage | null {
    for (const page of connected.values()) if (isMeant(page)) return page;
    return null;
  }

  function post(page: ConnectedPage, message: FromWorker): void {
    const { port } = page;
    if (connected.has(port)) port.postMessage(message);
  }

  /** Which page is active in a frame: the browser hands a message to that one only. */
  async function reach(
    tabId: number,
    frameId: number,
    isTop: boolean,
  ): Promise<ConnectedPage | 'nobody' | 'silent'> {
    const call: RollCall = { kind: 'roll-call', nonce: randomness.hex(128), isTop };
    return new Promise((resolve) => {
      const timer = setTimeout(settle, longestWait, 'silent');
      function settle(result: ConnectedPage | 'nobody' | 'silent'): void {
        clearTimeout(timer);
        calls.delete(call.nonce);
        resolve(result);
      }
      calls.set(call.nonce, (page) => {
        if (page.document.tabId === tabId && page.document.frameId === frameId) settle(page);
      });
      // Not to a document by its id: that would wait for ever where it lies in the back/forward cache.
      void say(tabId, call, frameId).then((isHeard) => {
        if (!isHeard) settle('nobody');
      });
    });
  }

  function sendState(page: ConnectedPage): void {
    const { key } = page;
    if (key === null) return;
    page.reads += 1;
    const read = page.reads;
    stateOf(key).then(
      (state) => {
        if (page.reads === read && page.key === key) post(page, { kind: 'state', state });
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
      port.onMessage.addListener((message) => {
        const nonce = parseHere(message);
        if (nonce !== null) calls.get(nonce)?.(page);
      });
      return {
        setKey(key) {
          page.key = key;
        },
        answer: (id, answer, isKept) => post(page, { kind: 'answer', id, answer, isKept }),
        sendState: () => sendState(page),
      };
    },

    async topOrigin(tabId) {
      const top = await reach(tabId, 0, true);
      return typeof top === 'object' ? top.origin : null;
    },

    answer(document, id, answer) {
      const page = find((each) => each.document.documentId === document.documentId);
      if (page !== null) post(page, { kind: 'answer', id: pageIdOf(id), answer, isKept: true });
      else void say(document.tabId, wakeUp, document.frameId);
    },

    refresh(keys) {
      const meant = keys === null ? null : new Set(keys);
      for (const page of connected.values()) {
        if (page.key !== null && (meant === null || meant.has(page.key))) sendState(page);
      }
      void wakeTabs(keys, isPrivate);
    },

    askAgain() {
      // A page whose port closes opens another one, and sends again what has no answer yet.
      for (const { port } of connected.values()) port.disconnect();
      connected.clear();
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
      const tabs = await tabsOf(isPrivate);
      return tabs.some(({ url }) => url !== undefined && URL.canParse(url) && new URL(url).origin === origin);
    },

    async isThere({ tabId, frameId, documentId }) {
      if (find((page) => page.document.documentId === documentId) !== null) return true;
      const page = await reach(tabId, frameId, false);
      // One that is there but does not answer may be this one: what it asked waits until its time is up.
      return page === 'silent' || (page !== 'nobody' && page.document.documentId === documentId);
    },
  };
}

/** Says something to the active content scripts of a tab, or of one frame in it. Whether one of them does what it is told. */
async function say(tabId: number, message: string | RollCall, frameId?: number): Promise<boolean> {
  try {
    const answer = await browser.tabs.sendMessage(tabId, message, frameId === undefined ? {} : { frameId });
    return answer === true;
  } catch {
    // Nobody is there to hear it.
    return false;
  }
}

async function wakeTabs(keys: readonly SessionKey[] | null, isPrivate: boolean): Promise<void> {
  const tops = keys === null ? null : new Set(keys.map(topOriginOf));
  for (const { id, url } of await tabsOf(isPrivate)) {
    if (id !== undefined && (tops === null || mayShow(url, tops))) void say(id, wakeUp);
  }
}

/** Where one background serves both kinds of windows, it is shown the tabs of both. */
async function tabsOf(isPrivate: boolean): Promise<readonly Tabs.Tab[]> {
  return (await browser.tabs.query({})).filter((tab) => tab.incognito === isPrivate);
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

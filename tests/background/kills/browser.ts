import { vi } from 'vitest';
import { createBrowser } from '../../../src/adapters/browser/browser-run';
import { createPages, type ConnectedPages } from '../../../src/adapters/browser/pages';
import { createCopy } from '../../../src/adapters/storage/copy';
import { createCalls } from '../../../src/adapters/storage/calls';
import { createDrafts } from '../../../src/adapters/storage/drafts';
import { createKeyHolder } from '../../../src/adapters/storage/key-holder';
import { copyFormat } from '../../../src/adapters/storage/wallet-contents';
import { createStore } from '../../../src/adapters/storage/store';
import { phraseRules } from '../../../src/adapters/vault/phrase-rules';
import { createSiteBuckets } from '../../../src/background/site-buckets';
import { tidyUp } from '../../../src/background/tidy-up';
import type { PageDocument } from '../../../src/core/held-request';
import type { Millis } from '../../../src/core/units';
import type { WorkerPort } from '../../../src/content/pipe';
import { routePage } from '../../../src/background/page-routes';
import { circumstances } from '../../../src/services/now';
import type { Notice, Ports, Store } from '../../../src/services/ports';
import { readPageState } from '../../../src/services/read-page-state';
import { checkClaims, createClaimWatch } from '../../../src/services/check-claims';
import { restoreWallet } from '../../../src/services/restore';
import { fakeEvent, installBrowser } from '../../adapters/browser/fake-browser';
import { noteWrites } from './ledger';
import { beginLife, mortalFactory, type Kill, type Life, type Meanwhile } from './life';
import { cipher, type Outside } from './outside';
import { relayPorts } from './relays';

const clockTimer = globalThis.setTimeout;

/** The part of a page that the worker can reach. */
export interface Tab {
  readonly document: PageDocument;
  readonly origin: string;
  hear(message: unknown): unknown;
}

export type Mortal = Life & { readonly ports: Ports; readonly pages: ConnectedPages };

/**
 * A browser whose worker dies as planned, one plan for each life, and is woken whenever it is wanted.
 * `foundAfterDeath`: the disk that its second life finds in the place of the first one's.
 */
export function startBrowser(
  outside: Outside,
  kills: readonly Kill[],
  recoversAfter: number,
  meanwhile: Meanwhile | null = null,
  foundAfterDeath: IDBFactory | null = null,
) {
  const { session, local, chain, keystore, clock, randomness, ledger } = outside;
  const plans = [...kills];
  const tabs: Tab[] = [];
  const lives: Life[] = [];
  const faults: unknown[] = [];
  let life: Mortal | null = null;
  let onTheirWay = 0;
  /** The window with what waits, or a notification that opens it. */
  let isPersonCalled = false;

  installBrowser({
    storage: { session, local },
    runtime: { getManifest: () => ({ version: '1.0.0' }) },
    tabs: {
      query: async () => tabs.map(({ document, origin }) => ({ id: document.tabId, url: `${origin}/` })),
      get: async (id: number) => ({ id, active: true, windowId: 1 }),
      sendMessage: async (tabId: number, message: unknown) => {
        const tab = tabs.find(({ document }) => document.tabId === tabId);
        if (tab === undefined) throw new Error('Receiving end does not exist.');
        return tab.hear(message);
      },
    },
    windows: { get: async () => ({ focused: true }) },
  });

  const fault = (error: unknown) => void faults.push(error);

  // What the store tells once it is open comes as messages do: by a clock it would be chance what comes first.
  vi.stubGlobal('setTimeout', (work: () => void, after?: Millis, ...given: []) =>
    after === undefined ? later(work) : clockTimer(work, after, ...given),
  );

  /** In a task of its own, as messages between processes arrive. */
  function later(work: () => void): () => void {
    onTheirWay += 1;
    const turn = setImmediate(() => {
      onTheirWay -= 1;
      work();
    });
    return () => {
      clearImmediate(turn);
      onTheirWay -= 1;
    };
  }

  function wake(): Mortal {
    if (life !== null && !life.isDead()) return life;
    const next = beginLife(plans.shift() ?? null, lives.length === 0 ? meanwhile : null);
    lives.push(next);
    if (lives.length === 2 && foundAfterDeath !== null) {
      outside.factory = foundAfterDeath;
      ledger.push({ kind: 'lost' });
    }
    const { pages, ports, watch } = wire(next);
    life = { ...next, ports, pages };
    void circumstances(ports).catch(() => undefined);
    afterTurns(recoversAfter, () => {
      void tidyUp(ports, ports, fault)
        .then(() => watch.update())
        .catch(fault);
    });
    return life;
  }

  function afterTurns(turns: number, work: () => void): void {
    later(() => (turns === 0 ? work() : afterTurns(turns - 1, work)));
  }

  function wire(next: Life) {
    const pages = createPages((key) => readPageState(ports, key), false);
    const copy = createCopy(next.mortal('local.', local), next.busy(cipher));
    const notes = noteWrites(ledger);
    const store = createStore(
      mortalFactory(outside.factory, next, (tx) => notes.begin(tx)),
      {
        now: () => clock.wall,
        copy,
        onLost() {
          if (next.isDead()) return;
          pages.askAgain();
          void restoreWallet(ports).catch(fault);
        },
        // Whoever is dead hears nothing from the copy either, and gives up after a while.
        onCopyFailed: (error) => next.isDead() || fault(error),
      },
    );
    const ports: Ports = {
      store: mortalStore(next, store, notes),
      clock: {
        read: () => ({ wall: clock.wall, wallAtStart: clock.wall, sinceStart: 0 }),
        restart: () => undefined,
      },
      randomness,
      browser: next.mortal('browser.', createBrowser(randomness, false)),
      pages: next.mortal('pages.', pages),
      attention: next.mortal('attention.', {
        isPersonHere: async () => false,
        forgetRequestWindow: async () => undefined,
        showRequests: async () => {
          isPersonCalled = true;
        },
        showWaiting: () => undefined,
        notify: (notice: Notice) => {
          if (notice.kind === 'request-waits') isPersonCalled = true;
        },
        wakeAt: () => undefined,
        changed: (topics) => {
          if (topics.includes('devices')) void listenAnew().catch(fault);
        },
      }),
      keyHolder: next.mortal('keyHolder.', createKeyHolder(session)),
      drafts: next.mortal('drafts.', createDrafts(session)),
      calls: next.mortal('calls.', createCalls(session)),
      keystore: next.mortal('keystore.', keystore),
      phraseRules,
      cipher: next.busy(cipher),
      copy,
      copyFormat,
      updates: { isReady: async () => false, isHeldInPrivate: async () => false, apply: () => undefined },
      connectivity: { hasNetwork: () => true, captivePortal: async () => 'unknown' },
      chain: next.mortal('chain.', chain),
      ...relayPorts(outside, next, later),
      readLimits: { admit: () => true },
      acting: new Set(),
      isPrivate: false,
      wallet: 'own',
      inPrivate: null,
      version: '1.0.0',
    };
    const watch = createClaimWatch(ports, fault);
    // As the worker does it whenever more is known of devices.
    const listenAnew = async () => {
      await checkClaims(ports);
      await watch.update();
    };
    return { ports, pages, watch };
  }

  function isBusy(): boolean {
    return onTheirWay > 0 || life?.isBusy() === true;
  }

  return {
    outside,
    lives,
    faults,
    wake,
    later,
    openTab: (tab: Tab) => void tabs.push(tab),
    closeTab: (tab: Tab) => void tabs.splice(tabs.indexOf(tab), 1),
    isPersonCalled: () => isPersonCalled,
    /** Whether the disk was lost, or put back, since the first death. */
    hasLost: () => foundAfterDeath !== null && outside.factory === foundAfterDeath,
    leavePerson: () => {
      isPersonCalled = false;
    },
    pass: (by: Millis) => {
      clock.wall += by;
    },

    /** A content script's port to the worker, which is woken for it. */
    connect(tab: Tab, onMessage: (message: unknown) => void, onDeath: () => void): WorkerPort {
      const own = wake();
      let isOpen = true;
      const onHeard = fakeEvent<[message: unknown]>();
      const onDisconnect = fakeEvent<[]>();
      const port = {
        name: 'page',
        sender: {
          id: 'sekisho',
          origin: tab.origin,
          documentId: tab.document.documentId,
          frameId: tab.document.frameId,
          tab: { id: tab.document.tabId, incognito: false },
        },
        onMessage: onHeard,
        onDisconnect,
        postMessage: (message: unknown) =>
          own.pass('postMessage', 'postMessage', () => {
            later(() => isOpen && onMessage(structuredClone(message)));
          }),
        disconnect: close,
      };
      function close(): void {
        later(() => {
          if (isOpen) onDeath();
          isOpen = false;
        });
      }
      own.whenDead(close);
      later(() => {
        if (!own.isDead())
          routePage(port as never, own.ports, own.pages, createSiteBuckets(), () => undefined);
      });
      return {
        post: (message) =>
          void later(() => own.pass('hear', 'postMessage', () => onHeard.fire(structuredClone(message)))),
        close: () => {
          isOpen = false;
          later(() => onDisconnect.fire());
        },
      };
    },

    /** Waits until nothing goes on any more. */
    async rest(): Promise<void> {
      let quiet = 0;
      for (let turn = 0; quiet < 5; turn += 1) {
        if (turn > 20_000) throw new Error(`It never comes to rest: ${life?.calls.slice(-5).join(', ')}`);
        await new Promise((resolve) => setImmediate(resolve));
        quiet = isBusy() ? 0 : quiet + 1;
      }
    },
  };
}

export type KillBrowser = ReturnType<typeof startBrowser>;

function mortalStore(life: Life, store: Store, notes: ReturnType<typeof noteWrites>): Store {
  return {
    read: (work) =>
      life.pass('store.read', 'read', () => store.read((reads) => work(life.mortalWithin(reads)))),
    write: (work) =>
      life.pass('store.write', 'write', () =>
        notes.write(store, (writes) => work(life.mortalWithin(writes))),
      ),
    session: (key) => life.pass('store.session', 'session', () => store.session(key)),
    clockMark: () => life.pass('store.clockMark', 'clockMark', () => store.clockMark()),
    isRestoring: () => life.pass('store.isRestoring', 'isRestoring', () => store.isRestoring()),
    compareCopy: () => life.pass('store.compareCopy', 'compareCopy', () => store.compareCopy()),
    isCopyBehind: () => store.isCopyBehind(),
    beginAnew: (withoutCopy) => store.beginAnew(withoutCopy),
  };
}

import browser from 'webextension-polyfill';
import { createWakeUps } from '../adapters/browser/alarms';
import { showWaiting, showWaitingInPrivate } from '../adapters/browser/badge';
import { createBrowser } from '../adapters/browser/browser-run';
import { createClock } from '../adapters/browser/clock';
import { connectivity } from '../adapters/browser/connectivity';
import { readManagedRelays } from '../adapters/browser/managed';
import { createNotifications } from '../adapters/browser/notifications';
import { announceChange, isPersonHere } from '../adapters/browser/own-pages';
import { createPages, type ConnectedPages } from '../adapters/browser/pages';
import { platformOf } from '../adapters/browser/platform';
import { randomness } from '../adapters/browser/randomness';
import { createUpdates, noteHeldInPrivate } from '../adapters/browser/updates';
import { createRequestWindow } from '../adapters/browser/windows';
import { createChain } from '../adapters/chain/chain';
import { createCalls } from '../adapters/storage/calls';
import { rowsOfBorrowed } from '../adapters/storage/copy-changes';
import { createCoordinations } from '../adapters/storage/coordinations';
import { createCopy } from '../adapters/storage/copy';
import { createDrafts } from '../adapters/storage/drafts';
import { createKeyHolder } from '../adapters/storage/key-holder';
import { createPrivateStore } from '../adapters/storage/private-store';
import { createSharedClaims } from '../adapters/storage/shared-claims';
import { createStore } from '../adapters/storage/store';
import { copyFormat } from '../adapters/storage/wallet-contents';
import { cipher } from '../adapters/vault/cipher';
import { createSiteBuckets } from './site-buckets';
import { takeRead } from '../core/flood';
import type { Attention, KeyHolder, Ports } from '../services/ports';
import { readPageState } from '../services/read-page-state';
import {
  guardBrowser,
  guardCoordinations,
  guardDrafts,
  guardKeyHolder,
  guardSharedClaims,
} from './guard-memory';
import { createLazyRelays, lazyCoordinationKeys } from './lazy-relays';
import { lazyKeystore, lazyPhraseRules } from './lazy-vault';
import { sayNotice } from './notice-words';
import { report } from './report';

export interface Wiring {
  readonly ports: Ports;
  readonly pages: ConnectedPages;
}

/** For private windows, where this background serves them too. */
interface PrivateWiring extends Wiring {
  /** Forgets all that was done in them (SEC-26). */
  forget(): Promise<void>;
}

export interface Wirings {
  readonly usual: Wiring;
  readonly inPrivate: PrivateWiring | null;
}

/** What the worker itself is called for. */
interface Wishes {
  /** The browser woke the worker at a moment that was asked for. */
  readonly onWake: OnWake;
  /** The store was lost or damaged, and has something to bring back (SEC-24). */
  readonly onLost: () => Promise<void>;
  /** What is known of devices has changed, or the vault was unlocked. */
  readonly onDevices: (ports: Ports) => Promise<void>;
  /** An endpoint that had failed answers again. */
  readonly onBack: () => void;
  /** The browser has a newer version at hand. */
  readonly onUpdateReady: () => Promise<void>;
}

type OnWake = (ports: Ports) => Promise<void>;

/** What normal and private windows have in common, and what they have not. */
type Shared = Omit<Ports, 'pages' | 'attention' | 'clock' | Kind>;
type Kind = 'store' | 'drafts' | 'isPrivate' | 'wallet' | 'inPrivate';

/** Builds the ports, once per life of the worker. Nothing here waits, and nothing heavy is evaluated. */
export function wire({ onWake, onLost, onDevices, onBack, onUpdateReady }: Wishes): Wirings {
  const isPrivate = browser.extension.inIncognitoContext === true;
  const { version, incognito } = browser.runtime.getManifest();
  const reads = createSiteBuckets();
  const memory = browser.storage.session;
  const copy = createCopy(browser.storage.local, cipher);
  const store = createStore(indexedDB, {
    // The worker of private windows begins with the wallet of the copy, and never writes there.
    ...(isPrivate ? { begin: async () => rowsOfBorrowed(await copy.vault()) } : { copy }),
    onLost: () => {
      usual.pages.askAgain();
      void onLost();
    },
    onCopyFailed(error) {
      report(error);
      announceChange(['overview']);
    },
    onQuarantined() {
      announceChange(['journal', 'overview', 'sessions', 'requests']);
      void onLost();
    },
  });
  const shared: Shared = {
    copy,
    cipher,
    randomness,
    browser: guardBrowser(createBrowser(randomness, isPrivate)),
    updates: createUpdates(onUpdateReady),
    keyHolder: guardKeyHolder(createKeyHolder(memory)),
    // Chrome shares this memory between its two workers.
    calls: createCalls(memory, isPrivate ? 'privateCalls' : 'calls'),
    keystore: lazyKeystore,
    copyFormat,
    phraseRules: lazyPhraseRules,
    chain: createChain({
      fetch,
      onChange(isBack) {
        announceChange(['connection']);
        if (isBack) onBack();
      },
    }),
    connectivity,
    relays: createLazyRelays(report, () => announceChange(['relays'])),
    coordinationKeys: lazyCoordinationKeys,
    // Chrome's two workers share it: it is of the wallet.
    coordinations: guardCoordinations(createCoordinations(memory)),
    sharedClaims: guardSharedClaims(createSharedClaims(memory)),
    platform: platformOf(navigator.userAgent),
    managedRelays: () => readManagedRelays(browser.storage.managed),
    readLimits: {
      admit: (site, hasSession, wall) => reads.admit(site, (bucket) => takeRead(bucket, hasSession, wall)),
    },
    acting: new Set(),
    version,
  };

  function wireBeside(): PrivateWiring {
    const rows = createPrivateStore(store, memory);
    const drafts = createDrafts(memory, 'privateDrafts');
    const kind = {
      store: rows,
      keyHolder: {
        ...shared.keyHolder,
        // Unlocked in a private window, a wallet that was lost comes back where it belongs.
        async set(key: Parameters<KeyHolder['set']>[0]) {
          await shared.keyHolder.set(key);
          void onLost();
        },
      },
      drafts: guardDrafts(drafts),
      isPrivate: true,
      wallet: 'shared',
      inPrivate: null,
    } as const;
    const wiring = wireKind({ ...shared, ...kind }, onWake, onDevices);
    return {
      ...wiring,
      async forget() {
        await Promise.all([rows.clear(), drafts.forgetAll()]);
        wiring.ports.attention.wakeAt(null);
      },
    };
  }

  // Chrome splits: it runs another worker, of this same code, for private windows.
  const inPrivate = incognito === 'spanning' ? wireBeside() : null;
  const usual = wireKind(
    {
      ...shared,
      store,
      drafts: guardDrafts(createDrafts(memory, isPrivate ? 'privateDrafts' : 'drafts')),
      isPrivate,
      wallet: isPrivate ? 'borrowed' : 'own',
      inPrivate: inPrivate?.ports ?? null,
    },
    onWake,
    onDevices,
  );
  return { usual, inPrivate };
}

function wireKind(given: Shared & Pick<Ports, Kind>, onWake: OnWake, onDevices: OnWake): Wiring {
  const { isPrivate, wallet } = given;
  const pages = createPages((key) => readPageState(ports, key), isPrivate);
  const requestWindow = createRequestWindow(isPrivate);
  const wakeUps = createWakeUps(() => onWake(ports), wallet === 'shared' ? 'wakeInPrivate' : 'wake');
  const showRequests: Attention['showRequests'] = (id) => requestWindow.show(id);
  const ports: Ports = {
    ...given,
    clock: createClock(),
    pages,
    attention: {
      isPersonHere,
      showRequests,
      forgetRequestWindow: () => requestWindow.forget(),
      showWaiting(count, isTakenOver) {
        if (isPrivate) showWaitingInPrivate(count, isTakenOver);
        else showWaiting(count, isTakenOver);
        if (wallet === 'borrowed') noteHeldInPrivate(count);
      },
      // The system may keep notifications: of private windows none is made (SEC-26).
      notify: isPrivate
        ? () => undefined
        : createNotifications({
            say: (notice) => sayNotice(ports, browser.i18n.getUILanguage(), notice),
            showRequest: showRequests,
          }),
      wakeAt: (moment) => wakeUps.wakeAt(moment),
      changed(topics) {
        announceChange(topics);
        if (topics.includes('devices')) void onDevices(ports);
      },
    },
  };
  return { ports, pages };
}

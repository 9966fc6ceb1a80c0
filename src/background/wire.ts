import browser from 'webextension-polyfill';
import { createWakeUps } from '../adapters/browser/alarms';
import { showWaiting } from '../adapters/browser/badge';
import { createBrowser } from '../adapters/browser/browser-run';
import { createClock } from '../adapters/browser/clock';
import { connectivity } from '../adapters/browser/connectivity';
import { createNotifications } from '../adapters/browser/notifications';
import { announceChange, isPersonHere } from '../adapters/browser/own-pages';
import { createPages, type ConnectedPages } from '../adapters/browser/pages';
import { randomness } from '../adapters/browser/randomness';
import { createUpdates } from '../adapters/browser/updates';
import { createRequestWindow } from '../adapters/browser/windows';
import { createChain } from '../adapters/chain/chain';
import { createCopy } from '../adapters/storage/copy';
import { createDrafts } from '../adapters/storage/drafts';
import { createKeyHolder } from '../adapters/storage/key-holder';
import { createStore } from '../adapters/storage/store';
import { cipher } from '../adapters/vault/cipher';
import { copyFormat } from '../adapters/storage/wallet-contents';
import { createSiteBuckets } from './site-buckets';
import { takeRead } from '../core/flood';
import type { Ports } from '../services/ports';
import { readPageState } from '../services/read-page-state';
import { lazyKeystore, lazyPhraseRules } from './lazy-vault';
import { sayNotice } from './notice-words';
import { report } from './report';

/** What the worker itself is called for. */
interface Wishes {
  /** The browser woke the worker at a moment that was asked for. */
  readonly onWake: () => Promise<void>;
  /** The store was lost or damaged, and has something to bring back (SEC-24). */
  readonly onLost: () => Promise<void>;
  /** An endpoint that had failed answers again. */
  readonly onBack: () => void;
  /** The browser has a newer version at hand. */
  readonly onUpdateReady: () => Promise<void>;
}

/** Builds the ports, once per life of the worker. Nothing here waits, and nothing heavy is evaluated. */
export function wire({ onWake, onLost, onBack, onUpdateReady }: Wishes): {
  ports: Ports;
  pages: ConnectedPages;
} {
  const isPrivate = browser.extension.inIncognitoContext === true;
  const reads = createSiteBuckets();
  const requestWindow = createRequestWindow();
  const wakeUps = createWakeUps(onWake);
  const updates = createUpdates(onUpdateReady);
  const notify = createNotifications({
    say: (notice) => sayNotice(ports, browser.i18n.getUILanguage(), notice),
    showRequest: (id) => requestWindow.show(id),
  });
  const pages = createPages((key) => readPageState(ports, key));
  const copy = createCopy(browser.storage.local, cipher);
  const ports: Ports = {
    store: createStore(indexedDB, {
      copy: isPrivate ? null : copy,
      onLost: () => {
        pages.askAgain();
        void onLost();
      },
      onCopyFailed: report,
      onQuarantined() {
        announceChange(['journal', 'overview', 'sessions', 'requests']);
        void onLost();
      },
    }),
    copy,
    cipher,
    clock: createClock(),
    randomness,
    browser: createBrowser(randomness, isPrivate),
    updates,
    pages,
    attention: {
      isPersonHere,
      showRequests: (id) => requestWindow.show(id),
      showWaiting,
      notify,
      wakeAt: (moment) => wakeUps.wakeAt(moment),
      changed: announceChange,
    },
    keyHolder: createKeyHolder(browser.storage.session),
    drafts: createDrafts(browser.storage.session),
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
    readLimits: {
      admit: (site, hasSession, wall) => reads.admit(site, (bucket) => takeRead(bucket, hasSession, wall)),
    },
    isPrivate,
    version: browser.runtime.getManifest().version,
  };
  return { ports, pages };
}

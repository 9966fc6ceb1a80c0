import browser from 'webextension-polyfill';
import { createWakeUps } from '../adapters/browser/alarms';
import { showWaiting } from '../adapters/browser/badge';
import { createBrowser } from '../adapters/browser/browser-run';
import { createClock } from '../adapters/browser/clock';
import { createNotifications } from '../adapters/browser/notifications';
import { announceChange } from '../adapters/browser/own-pages';
import { createPages, type ConnectedPages } from '../adapters/browser/pages';
import { randomness } from '../adapters/browser/randomness';
import { createRequestWindow } from '../adapters/browser/windows';
import { createChain } from '../adapters/chain/chain';
import { createCalls } from '../adapters/storage/calls';
import { createDrafts } from '../adapters/storage/drafts';
import { createKeyHolder } from '../adapters/storage/key-holder';
import { createStore } from '../adapters/storage/store';
import { createSiteBuckets } from './site-buckets';
import { takeRead } from '../core/flood';
import type { Ports } from '../services/ports';
import { readPageState } from '../services/read-page-state';
import { lazyKeystore, lazyPhraseRules } from './lazy-vault';
import { sayNotice } from './notice-words';

/** Builds the ports, once per life of the worker. Nothing here waits, and nothing heavy is evaluated. */
export function wire({ onWake }: { onWake: () => Promise<void> }): { ports: Ports; pages: ConnectedPages } {
  const isPrivate = browser.extension.inIncognitoContext === true;
  const reads = createSiteBuckets();
  const requestWindow = createRequestWindow();
  const wakeUps = createWakeUps(onWake);
  const notify = createNotifications({
    say: (notice) => sayNotice(ports, browser.i18n.getUILanguage(), notice),
    showRequest: (id) => requestWindow.show(id),
  });
  const pages = createPages((key) => readPageState(ports, key));
  const ports: Ports = {
    store: createStore(indexedDB, {
      onQuarantined: () => announceChange(['journal', 'overview', 'sessions', 'requests']),
    }),
    clock: createClock(),
    randomness,
    browser: createBrowser(randomness, isPrivate),
    pages,
    attention: {
      showRequests: (id) => requestWindow.show(id),
      showWaiting,
      notify,
      wakeAt: (moment) => wakeUps.wakeAt(moment),
      changed: announceChange,
    },
    keyHolder: createKeyHolder(browser.storage.session),
    drafts: createDrafts(browser.storage.session),
    calls: createCalls(browser.storage.session),
    keystore: lazyKeystore,
    phraseRules: lazyPhraseRules,
    chain: createChain(fetch),
    readLimits: {
      admit: (site, hasSession, wall) => reads.admit(site, (bucket) => takeRead(bucket, hasSession, wall)),
    },
    acting: new Set(),
    isPrivate,
    version: browser.runtime.getManifest().version,
  };
  return { ports, pages };
}

import browser from 'webextension-polyfill';
import { pagePortName } from '../protocol/channel';
import { uiPortName } from '../protocol/ui';
import { lockVault } from '../services/lock-vault';
import { recoverRequests } from '../services/recover-requests';
import { sweep } from '../services/sweep';
import { trackTransactions } from '../services/track-transactions';
import { routeOwnPage } from './own-routes';
import { routePage } from './page-routes';
import { report } from './report';
import { createSiteBuckets } from './site-buckets';
import { wire } from './wire';

// Every listener stands at the top level, with no await above it: the browser starts the worker to call one.
const requests = createSiteBuckets();
const { ports, pages } = wire({ onWake: () => catchUp });

browser.runtime.onConnect.addListener((port) => {
  if (port.name === pagePortName) routePage(port, ports, pages, requests);
  else if (port.name === uiPortName) routeOwnPage(port, ports);
  else port.disconnect();
});

browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void openWelcome();
});

// Chrome tells when the computer locks; Firefox never does (SEC-16).
browser.idle.onStateChanged.addListener((state) => {
  if (state === 'locked') void lockVault(ports);
});

browser.runtime.onStartup.addListener(catchUp);

let catchingUp: Promise<void> | null = null;
let isDueAgain = false;

/** Whatever became due while nobody was awake. One run at a time; a wake-up during a run is followed by another run. */
function catchUp(): void {
  isDueAgain = true;
  catchingUp ??= catchUpWhileDue()
    .catch(report)
    .finally(() => {
      catchingUp = null;
    });
}

async function catchUpWhileDue(): Promise<void> {
  while (isDueAgain) {
    isDueAgain = false;
    await sweep(ports);
    await trackTransactions(ports);
  }
}

async function openWelcome(): Promise<void> {
  const page = browser.runtime.getManifest().options_ui?.page;
  if (page === undefined) return;
  const url = new URL(page, browser.runtime.getURL('/'));
  url.hash = '/welcome';
  await browser.tabs.create({ url: url.href });
}

void recoverRequests(ports).catch(report).then(catchUp);

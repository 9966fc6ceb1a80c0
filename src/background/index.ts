import browser from 'webextension-polyfill';
import { watchPrivateWindows } from '../adapters/browser/private-windows';
import { second } from '../core/units';
import { pagePortName, privateUiPortName, uiPortName } from '../protocol/port-names';
import { applyUpdate } from '../services/apply-update';
import { borrowWallet } from '../services/borrow-wallet';
import { checkClaims } from '../services/check-claims';
import { lockVault } from '../services/lock-vault';
import { circumstances } from '../services/now';
import { restoreWallet } from '../services/restore';
import type { Ports } from '../services/ports';
import { trackTransactions } from '../services/track-transactions';
import { afterTheQuestion, createListening } from './listening';
import { routeOwnPage } from './own-routes';
import { routePage } from './page-routes';
import { report } from './report';
import { createSiteBuckets } from './site-buckets';
import { catchUp, tidyUp } from './tidy-up';
import { wire } from './wire';

// Every listener stands at the top level, with no await above it: the browser starts the worker to call one.
const requests = createSiteBuckets();
const { usual, inPrivate } = wire({
  onWake: wakeUp,
  onLost: bringBack,
  onDevices: listenAnew,
  onBack,
  onUpdateReady: updateWhenQuiet,
});
const wirings = inPrivate === null ? [usual] : [usual, inPrivate];
const listening = new Map(wirings.map(({ ports }) => [ports, createListening(ports, report)]));
const forgetPrivate = inPrivate === null ? null : watchPrivateWindows(() => inPrivate.forget().catch(report));

browser.runtime.onConnect.addListener((port) => {
  if (port.name === pagePortName) {
    const { ports, pages } = (port.sender?.tab?.incognito === true ? inPrivate : null) ?? usual;
    routePage(port, ports, pages, requests, (key) => listening.get(ports)?.noteQuestion(key));
  } else if (port.name === uiPortName) {
    routeOwnPage(port, usual.ports);
    listenSoon();
  } else if (port.name === privateUiPortName) {
    routeOwnPage(port, (inPrivate ?? usual).ports);
    void borrowWallet(usual.ports).catch(report);
    listenSoon();
  } else port.disconnect();
});

browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void openWelcome().catch(report);
});

// Chrome tells when the computer locks; Firefox never does (SEC-16).
browser.idle.onStateChanged.addListener((state) => {
  if (state === 'locked') void lockVault(usual.ports).catch(report);
});

browser.runtime.onStartup.addListener(() => {
  for (const { ports } of wirings) void wakeUp(ports);
});

/** What the store has lost comes back as soon as it can. */
async function bringBack(): Promise<void> {
  await restoreWallet(usual.ports).catch(report);
}

/** The browser woke the worker at a moment that was asked for, or has just started. */
async function wakeUp(ports: Ports): Promise<void> {
  await catchUp(ports, usual.ports, report);
}

/** A person is here; what the page shows first comes first. */
function listenSoon(): void {
  for (const each of listening.values()) each.listenSoon();
}

/** What other devices have claimed meanwhile, and what they claim from now on (SEC-31). */
async function listenAnew(ports: Ports): Promise<void> {
  await checkClaims(ports).catch(report);
  await listening.get(ports)?.listen();
}

/** What waits for the network does not wait for its own time. */
function onBack(): void {
  for (const { ports } of wirings) void trackTransactions(ports, 5 * second).catch(report);
}

async function updateWhenQuiet(): Promise<void> {
  await applyUpdate(usual.ports).catch(report);
}

/** For a new person. An unpacked extension is installed anew at each start of the browser; its wallet is there already. */
async function openWelcome(): Promise<void> {
  const { store, isPrivate } = usual.ports;
  if (isPrivate) return;
  if ((await store.read((reads) => reads.vault())) !== null) return;
  const page = browser.runtime.getManifest().options_ui?.page;
  if (page === undefined) return;
  const url = new URL(page, browser.runtime.getURL('/'));
  url.hash = '/welcome';
  await browser.tabs.create({ url: url.href });
}

// What any decision needs is read while the browser is still handing over the question that woke the worker.
void circumstances(usual.ports).catch(() => undefined);
setTimeout(() => {
  void forgetPrivate?.().catch(report);
  for (const { ports } of wirings) void tidyUp(ports, usual.ports, report);
}, afterTheQuestion);

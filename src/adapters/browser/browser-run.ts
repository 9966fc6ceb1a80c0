import browser from 'webextension-polyfill';
import type { BrowserRun } from '../../core/decide';
import type { Browser, Randomness } from '../../services/ports';

const versionKey = 'version';

/**
 * The run of the browser, kept in `storage.session`. Where it is missing the browser, or this extension in it, was
 * started anew: after an update if the version has changed since, otherwise after the browser was closed.
 * A private window's worker keeps nothing on disk (SEC-26), and has no earlier run to tell of.
 */
export function createBrowser(randomness: Randomness, isPrivate: boolean): Browser {
  let known: Promise<BrowserRun> | null = null;
  return {
    run() {
      known ??= readRun(randomness, isPrivate).catch((error: unknown) => {
        known = null;
        throw error;
      });
      return known;
    },
  };
}

async function readRun(randomness: Randomness, isPrivate: boolean): Promise<BrowserRun> {
  // Chrome shares this memory between its two workers, and only one of them knows how the last run ended.
  const runKey = isPrivate ? 'privateBrowserRun' : 'browserRun';
  const stored = parseRun((await browser.storage.session.get(runKey))[runKey]);
  if (stored !== null) return stored;
  const { version } = browser.runtime.getManifest();
  const last = isPrivate ? version : (await browser.storage.local.get(versionKey))[versionKey];
  const isUpdated = typeof last === 'string' && last !== version;
  const run: BrowserRun = { id: randomness.hex(128), endOfLast: isUpdated ? 'updated' : 'browser-closed' };
  await browser.storage.session.set({ [runKey]: run });
  if (last !== version) await browser.storage.local.set({ [versionKey]: version });
  return run;
}

function parseRun(value: unknown): BrowserRun | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('endOfLast' in value)) return null;
  const { id, endOfLast } = value;
  if (typeof id !== 'string' || (endOfLast !== 'browser-closed' && endOfLast !== 'updated')) return null;
  return { id, endOfLast };
}

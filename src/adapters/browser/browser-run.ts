import browser from 'webextension-polyfill';
import type { BrowserRun } from '../../core/decide';
import { second, type Millis } from '../../core/units';
import { isLaterVersion } from '../../core/version';
import type { Browser, Randomness } from '../../services/ports';

const versionKey = 'version';

/** How long `storage.local` may take; both calls of it together take less than a run may. */
const patience: Millis = 4 * second;

/** A run as it is stored: with the version that ran before it, where that was another one. */
interface StoredRun extends BrowserRun {
  readonly from: string | null;
  /** Whether what was to end with the last run has been dealt with. */
  readonly isSettled: boolean;
}

/**
 * The run of the browser, kept in `storage.session`. Where it is missing the browser, or this extension in it, was
 * started anew: after an update if the version has changed since, otherwise after the browser was closed, which also
 * counts where `storage.local` does not tell: nothing else depends on it.
 * A private window's worker keeps nothing on disk (SEC-26), and has no earlier run to tell of.
 */
export function createBrowser(randomness: Randomness, isPrivate: boolean): Browser {
  // Chrome shares this memory between its two workers, and only one of them knows how the last run ended.
  const runKey = isPrivate ? 'privateBrowserRun' : 'browserRun';
  let known: Promise<StoredRun> | null = null;
  function run(): Promise<StoredRun> {
    known ??= readRun(randomness, runKey, isPrivate).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }
  return {
    run,
    async updatedFrom() {
      const { from } = await run();
      return from !== null && isLaterVersion(browser.runtime.getManifest().version, from) ? from : null;
    },
    isSettled: async () => (await run()).isSettled,
    async settle() {
      const settled = { ...(await run()), isSettled: true };
      await browser.storage.session.set({ [runKey]: settled });
      known = Promise.resolve(settled);
    },
  };
}

async function readRun(randomness: Randomness, runKey: string, isPrivate: boolean): Promise<StoredRun> {
  const stored = parseRun((await browser.storage.session.get(runKey))[runKey]);
  if (stored !== null) return stored;
  const { version } = browser.runtime.getManifest();
  const { local } = browser.storage;
  const last = isPrivate
    ? version
    : await inTime(
        local.get(versionKey).then((items) => items[versionKey]),
        version,
      );
  const from = typeof last === 'string' && last !== version ? last : null;
  const endOfLast = from === null ? 'browser-closed' : 'updated';
  const run: StoredRun = { id: randomness.hex(128), endOfLast, from, isSettled: false };
  await browser.storage.session.set({ [runKey]: run });
  if (last !== version) await inTime(local.set({ [versionKey]: version }), undefined);
  return run;
}

/** What a call answers, or what counts where it fails or does not answer. */
async function inTime<Result>(call: Promise<Result>, otherwise: Result): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Result>((done) => {
    timer = setTimeout(done, patience, otherwise);
  });
  try {
    return await Promise.race([call.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}

function parseRun(value: unknown): StoredRun | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('endOfLast' in value)) return null;
  const { id, endOfLast } = value;
  if (typeof id !== 'string' || (endOfLast !== 'browser-closed' && endOfLast !== 'updated')) return null;
  return {
    id,
    endOfLast,
    from: 'from' in value && typeof value.from === 'string' ? value.from : null,
    isSettled: 'isSettled' in value && value.isSettled === true,
  };
}

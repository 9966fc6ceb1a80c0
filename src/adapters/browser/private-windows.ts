import browser from 'webextension-polyfill';

/**
 * Hears of the moment at which no private window is left. Call it at the top level of the worker, so that a window
 * whose closing starts it is heard. The answer looks by itself, for what went unheard.
 */
export function watchPrivateWindows(onNone: () => Promise<void>): () => Promise<void> {
  async function look(): Promise<void> {
    const windows = await browser.windows.getAll();
    if (!windows.some(({ incognito }) => incognito)) await onNone();
  }
  browser.windows.onRemoved.addListener(() => void look());
  return look;
}

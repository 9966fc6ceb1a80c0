import browser, { type Windows } from 'webextension-polyfill';
import type { RequestId } from '../../core/held-request';

const size = { width: 392, height: 640 };
/** Space between the request window and the corner of the window that it stands over. */
const inset = { right: 16, top: 80 };

/** The one window in which requests are shown. */
export interface RequestWindow {
  /** Opens it, or brings it to the front as it is: it shows the whole queue. */
  show(id: RequestId): Promise<void>;
  /** It is about to close: what is shown next is shown in another one. */
  forget(): Promise<void>;
}

/** @param isPrivate it stands among the private windows, and shows what their pages ask */
export function createRequestWindow(isPrivate: boolean): RequestWindow {
  const windowKey = isPrivate ? 'privateRequestWindow' : 'requestWindow';
  let last: Promise<void> = Promise.resolve();

  /** One after the other, so that two requests at once open one window. */
  function inTurn(act: () => Promise<void>): Promise<void> {
    last = last.then(act, act);
    return last;
  }

  return {
    show: (id) => inTurn(() => showOne(id, windowKey, isPrivate)),
    forget: () => inTurn(() => browser.storage.session.remove(windowKey)),
  };
}

async function showOne(id: RequestId, windowKey: string, isPrivate: boolean): Promise<void> {
  const url = requestsPage(id);
  if (browser.windows === undefined) {
    // Firefox for Android has no windows.
    await browser.tabs.create({ url });
    return;
  }
  if (await bringToFront(windowKey)) return;
  const window = await openWindow(url, isPrivate);
  await browser.storage.session.set({ [windowKey]: window.id });
}

async function bringToFront(windowKey: string): Promise<boolean> {
  const id: unknown = (await browser.storage.session.get(windowKey))[windowKey];
  if (typeof id !== 'number') return false;
  try {
    const { type } = await browser.windows.get(id);
    if (type !== 'popup') return false;
    await browser.windows.update(id, { focused: true });
    return true;
  } catch {
    // It was closed since.
    return false;
  }
}

async function openWindow(url: string, isPrivate: boolean): Promise<Windows.Window> {
  const wanted = { url, type: 'popup', incognito: isPrivate, ...size } as const;
  try {
    return await browser.windows.create({ ...wanted, ...(await corner()) });
  } catch {
    // The corner lies off the screen, or there is no window to stand over: the browser chooses the place.
    return browser.windows.create(wanted);
  }
}

/** The top right corner of the window in use. */
async function corner(): Promise<{ left: number; top: number }> {
  const { left, top, width } = await browser.windows.getLastFocused();
  if (left === undefined || top === undefined || width === undefined)
    throw new Error('The window has no place');
  return { left: Math.max(0, left + width - size.width - inset.right), top: Math.max(0, top + inset.top) };
}

function requestsPage(id: RequestId): string {
  const { action } = browser.runtime.getManifest();
  if (action?.default_popup === undefined) throw new Error('The manifest names no popup');
  // Chrome gives the path as it stands in the manifest, Firefox the whole address.
  const page = new URL(action.default_popup, browser.runtime.getURL('/'));
  page.hash = `/requests/${encodeURIComponent(id)}`;
  return page.href;
}

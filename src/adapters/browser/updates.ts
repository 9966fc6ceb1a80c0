import browser from 'webextension-polyfill';
import type { Updates } from '../../services/ports';

const readyKey = 'updateReady';
/** Chrome runs another worker for private windows, and shares this memory with it. */
const heldInPrivateKey = 'heldInPrivate';

/** What waits in private windows, for the worker that puts updates in place. Closed with a request in it, it stays said. */
export function noteHeldInPrivate(count: number): void {
  void browser.storage.session.set({ [heldInPrivateKey]: count }).catch(() => undefined);
}

/**
 * Updates as the browser tells of them. Listening holds one back: Firefox waits for `apply` or its own next start,
 * Chrome also for a moment in which neither the worker nor a page of ours is running. Call it at the top level of the
 * worker, so that the event that starts it is heard. What is ready is kept in `storage.session`, which the update empties.
 */
export function createUpdates(onReady: () => Promise<void>): Updates {
  let isKnownReady = false;
  browser.runtime.onUpdateAvailable.addListener(() => {
    isKnownReady = true;
    // Where it cannot be kept, this life of the worker still knows, and the browser's next start does without.
    void browser.storage.session
      .set({ [readyKey]: true })
      .catch(() => undefined)
      .then(onReady);
  });
  return {
    async isReady() {
      if (!isKnownReady) isKnownReady = (await browser.storage.session.get(readyKey))[readyKey] === true;
      return isKnownReady;
    },
    async isHeldInPrivate() {
      const { [heldInPrivateKey]: count = 0 } = await browser.storage.session.get(heldInPrivateKey);
      return count !== 0;
    },
    apply: () => browser.runtime.reload(),
  };
}

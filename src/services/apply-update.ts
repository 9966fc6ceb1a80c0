import { StoreFailed, type Ports } from './ports';

/**
 * Puts an update in place that the browser has ready, but never over a person: not while a request is held, answered
 * ones included that their page has not thanked for, nor while one of our own pages is in use. Tried again whenever one
 * of these comes to its end; the browser itself does it at its next start at the latest. A worker of private windows
 * leaves it to the other, and only tells it what waits there.
 */
export async function applyUpdate(ports: Ports): Promise<void> {
  const { updates, attention, inPrivate, wallet } = ports;
  if (wallet !== 'own' || !(await updates.isReady()) || (await updates.isHeldInPrivate())) return;
  for (const each of inPrivate === null ? [ports] : [ports, inPrivate])
    if (await isAnythingHeld(each)) return;
  if (!(await attention.isPersonHere())) updates.apply();
}

async function isAnythingHeld({ store }: Ports): Promise<boolean> {
  try {
    return (await store.read((reads) => reads.requests())).length > 0;
  } catch (error) {
    // What a later version has stored is out of reach of this one: an update is the way to it.
    if (error instanceof StoreFailed && error.fault === 'later-version') return false;
    throw error;
  }
}

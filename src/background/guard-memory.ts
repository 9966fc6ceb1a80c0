import { second, type Millis } from '../core/units';
import {
  StoreFailed,
  type Browser,
  type Coordinations,
  type Drafts,
  type KeyHolder,
  type SharedClaims,
} from '../services/ports';

/** As long as the database is given. */
const longestWait: Millis = 10 * second;

/**
 * The ports over `storage.session` and `storage.local`, which fail like the store does: with `StoreFailed`, also where
 * the browser never answers (SEC-25).
 */
export function guardKeyHolder(holder: KeyHolder): KeyHolder {
  return {
    get: () => guard(() => holder.get()),
    set: (key) =>
      guard(
        () => holder.set(key),
        // The person was told that nothing was unlocked, so nothing may be by the time the browser wakes up.
        () => holder.clear(),
      ),
    keepUntil: (lockAt) => guard(() => holder.keepUntil(lockAt)),
    clear: () => guard(() => holder.clear()),
  };
}

export function guardDrafts(drafts: Drafts): Drafts {
  return {
    get: (id) => guard(() => drafts.get(id)),
    put: (id, draft) => guard(() => drafts.put(id, draft)),
  };
}

export function guardCoordinations(coordinations: Coordinations): Coordinations {
  return {
    get: (account) => guard(() => coordinations.get(account)),
    put: (account, coordination) => guard(() => coordinations.put(account, coordination)),
    isPhraseTyped: () => guard(() => coordinations.isPhraseTyped()),
    notePhrase: () => guard(() => coordinations.notePhrase()),
    clear: () => guard(() => coordinations.clear()),
  };
}

export function guardSharedClaims(shared: SharedClaims): SharedClaims {
  return {
    get: () => guard(() => shared.get()),
    put: (known) => guard(() => shared.put(known)),
  };
}

export function guardBrowser(browser: Browser): Browser {
  return {
    run: () => guard(() => browser.run()),
    updatedFrom: () => guard(() => browser.updatedFrom()),
    isSettled: () => guard(() => browser.isSettled()),
    settle: () => guard(() => browser.settle()),
  };
}

/** `undo` runs where the call succeeds after it was given up. */
async function guard<Result>(call: () => Promise<Result>, undo?: () => Promise<void>): Promise<Result> {
  let isGivenUp = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isGivenUp = true;
      reject(new StoreFailed('timed-out', "The browser's storage did not answer in time."));
    }, longestWait);
  });
  const answered = call().then(async (result) => {
    if (isGivenUp) await undo?.();
    return result;
  });
  try {
    return await Promise.race([answered, late]);
  } catch (error) {
    if (error instanceof StoreFailed) throw error;
    throw new StoreFailed('failed', "The browser's storage refused.", error);
  } finally {
    clearTimeout(timer);
  }
}

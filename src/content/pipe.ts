import {
  parseFromWorker,
  type FromPage,
  type Here,
  type PageState,
  type ToPage,
  type ToWorker,
} from '../protocol/channel';
import { hour, second, type Millis } from '../core/units';

/** One port to the worker. */
export interface WorkerPort {
  post(message: ToWorker | Here): void;
  /** Closes it from this side; `onDeath` is not called. */
  close(): void;
}

/** What the pipe stands in. */
export interface Surroundings {
  /** Opens a port; `onDeath` is called when the worker or the extension has gone. @throws when it cannot */
  connect(onMessage: (message: unknown) => void, onDeath: () => void): WorkerPort;
  /** Whether the extension that this script belongs to is still there. */
  isAlive(): boolean;
  tell(message: ToPage): void;
  /** The answer calls it off. */
  wait(delay: Millis, then: () => void): () => void;
  /** On a clock that only runs forward. */
  now(): Millis;
}

/** Relays between a page and the worker, and outlives the worker. Decides nothing. */
export interface Pipe {
  hear(frame: FromPage): void;
  /** The worker is up and has something to say: opens the port if it was open before. Whether the page is here and active. */
  wake(): boolean;
  /** The worker wants to know which page this is: says the nonce back. Whether it did; a page without a port only does if it `mustOpen`. */
  answerRollCall(nonce: string, mustOpen: boolean): boolean;
  /** A person used the page. */
  use(): void;
  /** Nothing is said to the worker, or heard from it, until `resume`: the page is not before a person. */
  pause(): void;
  resume(): void;
}

/** A port that lives for less than this brought the next one down too soon. */
const calm: Millis = 3 * second;
const firstDelay: Millis = 100;
const longestDelay: Millis = 10 * second;
const goneAfter: Millis = second;
const useEvery: Millis = hour;

/** More requests of one frame than this wait here for those before them, so that other sites' find no long queue. */
const mostUnderWay = 128;
/** A page that is refused for flooding the wallet is slowed down at its source: so much per frame, until it has caught up. */
const slowTick: Millis = 500;
const requestsATick = 4;
/** The code of the fault `limit-exceeded`; the whole table would be a third of this script. */
const limitExceeded = -32005;

export function createPipe(around: Surroundings, isPausedFirst: boolean): Pipe {
  /** Requests without an answer, first in first out; sent again under the same id over each new port. */
  const unanswered = new Map<string, FromPage>();
  /** Those of them that wait for others, or because the page is slowed down. */
  const unsent = new Set<string>();
  const refusals: ToPage[] = [];
  let isSlow = false;
  let port: WorkerPort | null = null;
  let isPaused = isPausedFirst;
  let isGone = false;
  let hasOpened = false;
  /** The page wants to be told of changes. */
  let isListening = false;
  let state: PageState | null = null;
  let usedAt: Millis | null = null;
  let isUseUnsaid = false;
  let openedAt: Millis = 0;
  /** Counts the ports, so that the belated end of one is not taken for the end of the next. */
  let life = 0;
  let quickDeaths = 0;
  let callOff: (() => void) | null = null;

  function open(): void {
    if (port !== null || callOff !== null || isPaused || isGone) return;
    hasOpened = true;
    openedAt = around.now();
    life += 1;
    const ownLife = life;
    try {
      port = around.connect(hearWorker, () => {
        if (life === ownLife) die();
      });
    } catch {
      die();
      return;
    }
    for (const [id, frame] of unanswered) if (!unsent.has(id)) post(frame);
    if (isListening) post({ kind: 'open' });
  }

  /** The worker itself has called: there is nothing to wait for. */
  function openAtOnce(): void {
    callOff?.();
    callOff = null;
    open();
  }

  function post(message: ToWorker | Here): void {
    try {
      port?.post(message);
    } catch {
      // It died, and the browser has not told yet.
      die();
    }
  }

  function die(): void {
    port = null;
    life += 1;
    if (!around.isAlive()) {
      vanish();
      return;
    }
    // An extension that is going away still seems to be there when its ports close, and may even take a last one.
    around.wait(goneAfter, () => {
      if (!around.isAlive()) vanish();
    });
    if (unanswered.size === 0 || callOff !== null || isPaused) return;
    if (around.now() - openedAt >= calm) quickDeaths = 0;
    const delay = quickDeaths === 0 ? 0 : Math.min(firstDelay * 2 ** (quickDeaths - 1), longestDelay);
    quickDeaths += 1;
    callOff = around.wait(delay, () => {
      callOff = null;
      open();
    });
  }

  function vanish(): void {
    if (isGone) return;
    isGone = true;
    unanswered.clear();
    unsent.clear();
    around.tell({ kind: 'gone' });
  }

  function hearWorker(message: unknown): void {
    const parsed = parseFromWorker(message);
    if (parsed === null) return;
    if (parsed.kind === 'answer') {
      if (unanswered.delete(parsed.id)) quickDeaths = 0;
      if (isFloodRefusal(parsed)) {
        refusals.push(parsed);
        slowDown();
        return;
      }
      if (!isSlow) sendUnsent(1);
    } else {
      ({ state } = parsed);
      if (isUseUnsaid) sayUsed();
    }
    around.tell(parsed);
  }

  function slowDown(): void {
    if (isSlow) return;
    isSlow = true;
    around.wait(slowTick, () => {
      isSlow = false;
      for (const refusal of refusals.splice(0)) around.tell(refusal);
      sendUnsent(requestsATick);
      if (unsent.size > 0) slowDown();
    });
  }

  function sendUnsent(most: number): void {
    const wasOpen = port !== null;
    let left = most;
    for (const id of unsent) {
      if (left === 0) break;
      left -= 1;
      unsent.delete(id);
      const frame = unanswered.get(id);
      if (wasOpen && frame !== undefined) post(frame);
    }
    // A port that opens now sends them by itself.
    if (!wasOpen && left < most) open();
  }

  function sayUsed(): void {
    isUseUnsaid = false;
    if (state === null || state.accounts.length === 0) return;
    usedAt = around.now();
    open();
    post({ kind: 'used' });
  }

  return {
    hear(frame) {
      if (isGone) return;
      if (frame.kind === 'request') {
        unanswered.set(frame.id, frame);
        if (isSlow || unanswered.size - unsent.size > mostUnderWay) {
          unsent.add(frame.id);
          return;
        }
      } else if (frame.kind === 'open') isListening = true;
      // A port that opens now sends all of that by itself.
      if (port !== null) post(frame);
      else {
        open();
        if (frame.kind === 'received') post(frame);
      }
    },
    wake() {
      if (isPaused || isGone || !hasOpened) return false;
      openAtOnce();
      return true;
    },
    answerRollCall(nonce, mustOpen) {
      if (isPaused || isGone || !(hasOpened || mustOpen)) return false;
      openAtOnce();
      post({ kind: 'here', nonce });
      return port !== null;
    },
    use() {
      if (!hasOpened || isGone) return;
      if (usedAt !== null && around.now() - usedAt < useEvery) return;
      if (state !== null) {
        sayUsed();
        return;
      }
      // Whether it has a session is not known yet: asked once, and said when it is.
      isUseUnsaid = true;
      if (isListening) return;
      isListening = true;
      if (port === null) open();
      else post({ kind: 'open' });
    },
    pause() {
      isPaused = true;
      callOff?.();
      callOff = null;
      port?.close();
      port = null;
      life += 1;
    },
    resume() {
      isPaused = false;
      if (unanswered.size > 0 || (hasOpened && isListening)) open();
    },
  };
}

function isFloodRefusal({ answer }: Extract<ToPage, { kind: 'answer' }>): boolean {
  return !answer.ok && answer.error.code === limitExceeded;
}

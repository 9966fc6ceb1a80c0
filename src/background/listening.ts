import { minute, second, type Millis } from '../core/units';
import type { SessionKey } from '../core/session';
import { createClaimWatch } from '../services/check-claims';
import type { Ports } from '../services/ports';

/** What a question began waits until that has its answer (measured: 2 ms of 48). */
export const afterTheQuestion: Millis = 100;

/** How long the relays are listened to after the last reason to: a connection for ever would delay updates. */
const listenFor: Millis = 5 * minute;

/** A site may ask many times a second: that it does is looked at once in so long. */
const lookEvery: Millis = minute;

/**
 * A site that asks now and then finds another worker each time, which would begin anew: only one that keeps a worker
 * awake for so long is a reason.
 */
const awakeFor: Millis = 30 * second;

/** When the relays are listened to: while somebody is here, or a connected site asks and keeps the worker awake anyway. */
export interface Listening {
  /** Begins, or goes on, with the accounts that are held by now. */
  listen(): Promise<void>;
  listenSoon(): void;
  /** A page of this key asked something. Nothing is waited for or read before it has its answer. */
  noteQuestion(key: SessionKey): void;
}

export function createListening(ports: Ports, report: (error: unknown) => void): Listening {
  const watch = createClaimWatch(ports, report);
  let end: ReturnType<typeof setTimeout> | undefined;
  let looksAgainAt: Millis = performance.now() + awakeFor;

  async function listen(): Promise<void> {
    clearTimeout(end);
    end = setTimeout(() => watch.stop(), listenFor);
    await watch.update().catch(report);
  }

  async function listenIfConnected(key: SessionKey): Promise<void> {
    const session = await ports.store.session(key);
    if (session?.end === null) await listen();
    // A site that is not connected is no reason, and keeps none that is from being one.
    else looksAgainAt = 0;
  }

  return {
    listen,
    listenSoon: () => void setTimeout(() => void listen(), afterTheQuestion),
    noteQuestion(key) {
      const now = performance.now();
      if (now < looksAgainAt) return;
      looksAgainAt = now + lookEvery;
      setTimeout(() => void listenIfConnected(key).catch(report), afterTheQuestion);
    },
  };
}

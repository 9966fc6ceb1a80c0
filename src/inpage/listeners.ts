import { call, NativeTypeError, reportError } from './primordials';

export type Listener = (...values: never[]) => unknown;

interface Entry {
  readonly event: string;
  readonly listener: Listener;
  readonly isOnce: boolean;
}

/** Listeners by event, with the manners of Node's EventEmitter: doubles count, the latest double is removed first. */
export interface Listeners {
  add(event: string, listener: Listener, isOnce: boolean): void;
  remove(event: string, listener: Listener): void;
  /** Undefined: of all events. */
  removeAll(event: string | undefined): void;
  count(event: string): number;
  /** Calls every listener with a value of its own. What one throws is reported, and keeps none of the others. */
  emit(event: string, self: object, makeValue: () => unknown): void;
}

export function createListeners(): Listeners {
  let entries: readonly Entry[] = [];

  function keep(isKept: (entry: Entry) => boolean): Entry[] {
    const kept: Entry[] = [];
    for (let at = 0; at < entries.length; at += 1) {
      const entry = entries[at];
      if (entry !== undefined && isKept(entry)) kept[kept.length] = entry;
    }
    return kept;
  }

  function drop(dropped: Entry | undefined): void {
    entries = keep((entry) => entry !== dropped);
  }

  return {
    add(event, listener, isOnce) {
      if (typeof listener !== 'function') throw new NativeTypeError('The listener must be a function');
      const all = keep(() => true);
      all[all.length] = { event, listener, isOnce };
      entries = all;
    },
    remove(event, listener) {
      const same = keep((entry) => entry.event === event && entry.listener === listener);
      drop(same[same.length - 1]);
    },
    removeAll(event) {
      entries = keep((entry) => event !== undefined && entry.event !== event);
    },
    count: (event) => keep((entry) => entry.event === event).length,
    emit(event, self, makeValue) {
      const called = keep((entry) => entry.event === event);
      for (let at = 0; at < called.length; at += 1) {
        const entry = called[at];
        if (entry === undefined) continue;
        if (entry.isOnce) drop(entry);
        try {
          call(entry.listener, self, [makeValue()]);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}

import type { Millis } from '../../../src/core/units';

/** True time, and what happens at which moment of it. What is due at one moment happens in the order it was put in. */
export interface Timeline {
  now(): Millis;
  after(delay: Millis, work: () => void): void;
  /** Lets everything happen that is due up to this moment, and goes on to it. */
  runUntil(moment: Millis): void;
  /** Lets everything happen that is still to come. */
  runOut(): void;
}

interface Due {
  readonly at: Millis;
  readonly order: number;
  readonly work: () => void;
}

export function createTimeline(): Timeline {
  const dues: Due[] = [];
  let now = 0;
  let order = 0;

  /** The next one that is due is the last of the list. */
  function insert(due: Due): void {
    let low = 0;
    let high = dues.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = dues[middle]!;
      if (other.at > due.at || (other.at === due.at && other.order > due.order)) low = middle + 1;
      else high = middle;
    }
    dues.splice(low, 0, due);
  }

  function runUntil(moment: Millis): void {
    for (let due = dues.at(-1); due !== undefined && due.at <= moment; due = dues.at(-1)) {
      dues.pop();
      now = Math.max(now, due.at);
      due.work();
    }
    if (Number.isFinite(moment)) now = Math.max(now, moment);
  }

  return {
    now: () => now,
    after(delay, work) {
      order += 1;
      insert({ at: now + delay, order, work });
    },
    runUntil,
    runOut() {
      runUntil(Number.POSITIVE_INFINITY);
    },
  };
}

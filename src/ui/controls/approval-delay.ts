import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Millis } from '../../core/units';

/** How long a person must have had the question in view, with the focus on the window, before a yes counts (SEC-7). */
const approvalDelay: Millis = 1_000;

/** What the delay needs to know about the window, and a clock. In tests: a hand-moved one. */
export interface ApprovalSurroundings {
  /** A monotonic clock, in milliseconds. */
  now(): Millis;
  /** Calls back once after `delay`; the result cancels it. */
  after(delay: Millis, callback: () => void): () => void;
  /** Whether the document is visible and has the focus. */
  isAttended(): boolean;
  /** Calls back at each blur, focus, change of visibility, and resize; the result stops it. */
  watch(onDisturbance: () => void): () => void;
}

/** The delay before a yes counts, for one subject. Starts again at each disturbance. */
export interface ApprovalDelay {
  /** Begins to watch; the result stops it. `onChange` is called when `isReady` or `isRunning` may have changed. */
  readonly start: (onChange: () => void) => () => void;
  /** Whether a yes counts now. Asked again at the very click, so that a late timer or event cannot let one through. */
  readonly isReady: () => boolean;
  /** Whether the time is running: the person is looking, but not for long enough. */
  readonly isRunning: () => boolean;
}

/** Watches one question. Another subject needs another delay. */
export function watchAttention(surroundings: ApprovalSurroundings): ApprovalDelay {
  let attendedSince: Millis | null = null;
  let isDue = false;

  return {
    start: (onChange) => {
      let cancel = () => {};
      const begin = () => {
        cancel();
        isDue = false;
        attendedSince = surroundings.isAttended() ? surroundings.now() : null;
        cancel = attendedSince === null ? () => {} : surroundings.after(approvalDelay, ripen);
        onChange();
      };
      const ripen = () => {
        // Timers may fire a little early by the other clock.
        const rest = attendedSince === null ? 0 : attendedSince + approvalDelay - surroundings.now();
        if (rest > 0) cancel = surroundings.after(rest, ripen);
        else {
          isDue = true;
          onChange();
        }
      };
      const stopWatching = surroundings.watch(begin);
      begin();
      return () => {
        stopWatching();
        cancel();
        attendedSince = null;
        isDue = false;
      };
    },
    isReady: () =>
      isDue &&
      attendedSince !== null &&
      surroundings.isAttended() &&
      surroundings.now() - attendedSince >= approvalDelay,
    isRunning: () => !isDue && attendedSince !== null,
  };
}

/** The real window and clock. */
const windowSurroundings: ApprovalSurroundings = {
  now: () => performance.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
  isAttended: () => document.visibilityState === 'visible' && document.hasFocus(),
  watch(onDisturbance) {
    const events = ['blur', 'focus', 'resize'] as const;
    for (const event of events) window.addEventListener(event, onDisturbance);
    document.addEventListener('visibilitychange', onDisturbance);
    return () => {
      for (const event of events) window.removeEventListener(event, onDisturbance);
      document.removeEventListener('visibilitychange', onDisturbance);
    };
  },
};

/** Where the delay stands, and the question to ask at the click itself. */
export interface Approval {
  state: 'unattended' | 'running' | 'ready';
  isReady(): boolean;
}

/**
 * The delay before an approval of `subject` (a text that says what will be signed). It starts again when the subject
 * changes: a render with another subject is never ready.
 */
export function useApproval(
  subject: string,
  surroundings: ApprovalSurroundings = windowSurroundings,
): Approval {
  const [watched, setWatched] = useState(() => ({ subject, delay: watchAttention(surroundings) }));
  if (watched.subject !== subject) setWatched({ subject, delay: watchAttention(surroundings) });
  const { delay } = watched;
  const state = useSyncExternalStore(
    delay.start,
    () => (delay.isReady() ? 'ready' : delay.isRunning() ? 'running' : 'unattended'),
    () => 'unattended' as const,
  );
  const current = useRef(delay);
  useEffect(() => {
    current.current = delay;
  }, [delay]);
  return { state, isReady: () => current.current === delay && delay.isReady() };
}

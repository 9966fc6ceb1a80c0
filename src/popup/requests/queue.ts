import { createContext, useContext } from 'react';

/** Where the question on the screen stands among those that wait. */
export interface Queue {
  /** Counts from 1. */
  readonly position: number;
  /** 0 where nothing waits: a session is taken up again without being asked for. */
  readonly total: number;
  /** Asks the worker again what waits, and how the vault stands. */
  readonly refresh: () => void;
  /** A transaction was signed, but the network was away before it was known to have it. */
  readonly noteUnsent: () => void;
}

export const QueueContext = createContext<Queue>({
  position: 0,
  total: 0,
  refresh: () => {},
  noteUnsent: () => {},
});

/** The queue around a request's screen. */
export function useQueue(): Queue {
  return useContext(QueueContext);
}

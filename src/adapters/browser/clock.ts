import type { Clock } from '../../services/ports';

/** The wall clock, and the monotonic clock since this was made (SEC-19). Make it at the worker's start. */
export function createClock(): Clock {
  let started = { wall: Date.now(), monotonic: performance.now() };
  return {
    read: () => ({
      wall: Date.now(),
      wallAtStart: started.wall,
      sinceStart: performance.now() - started.monotonic,
    }),
    restart() {
      started = { wall: Date.now(), monotonic: performance.now() };
    },
  };
}

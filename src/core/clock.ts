import { minute, second, type Millis } from './units';

/** What the clocks of one worker life read: the wall clock at its start, and the time since then on the monotonic clock. */
export interface ClockReading {
  readonly wall: Millis;
  readonly wallAtStart: Millis;
  readonly sinceStart: Millis;
}

/** Setting the clock back by up to this much is tolerated (network time, leap seconds). */
const toleratedSetback: Millis = 2 * minute;

/** While a session lives the mark is stored at least this often. */
export const markEvery: Millis = 30 * second;

/** The time that rules use: it never runs behind anything that was seen (SEC-19). All values in whole milliseconds. */
export function effectiveNow(reading: ClockReading, mark: Millis): Millis {
  return Math.max(reading.wall, mark, Math.floor(reading.wallAtStart + reading.sinceStart));
}

/** Whether the clock was set back by more than is tolerated against what was seen and what has passed since (SEC-20). */
export function isSetBack(reading: ClockReading, mark: Millis): boolean {
  const expected = Math.max(mark, Math.floor(reading.wallAtStart + reading.sinceStart));
  return reading.wall < expected - toleratedSetback;
}

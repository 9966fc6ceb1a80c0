import { minute, type Millis } from '../../../src/core/units';
import type { Device } from './device';

/** A moment of true time, and all that the clock had been moved by until then. */
export interface Moment {
  readonly trueTime: Millis;
  readonly back: Millis;
  readonly forward: Millis;
  /** How much setting the clock back can have won by then. */
  readonly won: Millis;
}

const tolerated = 2 * minute;

/**
 * Counts what setting the clock back can win, as it follows from SEC-19. Between two writes that store the mark,
 * effective time never runs backwards, and the clock is found out when it is more than 2 minutes behind the mark.
 * Hence setting it back by `s` in a time `t` without a write wins at most min(s, t + 2 minutes), and nothing else
 * wins anything, but that a session may be opened while the clock is up to 2 minutes behind.
 * With a wake-up every 30 seconds (SEC-19) no set-back wins more than 2.5 minutes.
 */
export function makeLedger(device: Device) {
  let won: Millis = 0;
  let last: Moment = { trueTime: 0, back: 0, forward: 0, won: 0 };

  function now(): Moment {
    const { back, forward } = device.moved();
    const trueTime = device.trueTime();
    const setBack = Math.max(0, back - last.back - (forward - last.forward));
    return {
      trueTime,
      back,
      forward,
      won: won + Math.min(setBack, trueTime - last.trueTime + tolerated),
    };
  }

  return {
    now,
    /** The mark was stored, or was there already. */
    close(): void {
      last = now();
      won = last.won;
    },
    lastWrite: (): Moment => last,
    passed: (from: Moment): Millis => device.trueTime() - from.trueTime,
    forwardSince: (from: Moment): Millis => device.moved().forward - from.forward,
    gainSince: (from: Moment): Millis => tolerated + now().won - from.won,
  };
}

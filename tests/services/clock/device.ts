import { start } from '../../core/session-fixture';
import type { Millis } from '../../../src/core/units';
import type { Clock, KeyHolder, UnlockedKey } from '../../../src/services/ports';

/** The worker or its browser died in the middle of a step. */
export class Died extends Error {
  override readonly name = 'Died';
}

/** What happens in the middle of a step, at its n-th call that changes something. */
export interface Meanwhile {
  readonly atCall: number;
  readonly what: 'dies-before' | 'dies-after' | 'clock-moves';
  readonly by: Millis;
}

/**
 * One computer: true time, a wall clock that people set, a monotonic clock that may stand still while it sleeps, and
 * what a browser keeps of an extension while its worker dies.
 */
export function makeDevice() {
  let trueTime: Millis = 0;
  let offset: Millis = 0;
  let monotonic: Millis = 0;
  let life = { wall: start, monotonic: 0 };
  let run = 1;
  let held: UnlockedKey | null = null;
  let meanwhile: Meanwhile | null = null;
  let calls = 0;
  let isDead = false;
  /** All that the wall clock was ever set back and forward by. */
  const moved = { back: 0, forward: 0 };

  const wall = () => start + trueTime + offset;

  const clock: Clock = {
    read: () => ({ wall: wall(), wallAtStart: life.wall, sinceStart: monotonic - life.monotonic }),
    restart() {
      life = { wall: wall(), monotonic };
    },
  };

  function die(): never {
    isDead = true;
    throw new Died('The worker died.');
  }

  /** Runs a call that changes something, with what is to happen around it. */
  async function call<Result>(act: () => Promise<Result>): Promise<Result> {
    if (isDead) die();
    calls += 1;
    const now = meanwhile !== null && meanwhile.atCall === calls ? meanwhile : null;
    if (now?.what === 'dies-before') die();
    if (now?.what === 'clock-moves') device.setClock(now.by);
    const result = await act();
    if (now?.what === 'dies-after') die();
    return result;
  }

  const keyHolder: KeyHolder = {
    get: async () => held,
    async set(key) {
      held = key;
    },
    async keepUntil(lockAt) {
      if (held !== null) held = { ...held, lockAt };
    },
    async clear() {
      held = null;
    },
  };

  let settledRun: number | null = null;

  const device = {
    clock,
    keyHolder,
    call,
    trueTime: () => trueTime,
    wall,
    moved: () => ({ ...moved }),
    isUnlocked: () => held !== null,
    browser: {
      run: async () => ({ id: `run-${String(run)}`, endOfLast: 'browser-closed' as const }),
      updatedFrom: async () => null,
      isSettled: async () => settledRun === run,
      settle: async () => void (settledRun = run),
    },
    /** What is to happen in the next step. */
    beginStep(what: Meanwhile | null): void {
      meanwhile = what;
      calls = 0;
    },
    pass(by: Millis, isAsleep = false): void {
      trueTime += by;
      if (!isAsleep) monotonic += by;
    },
    setClock(by: Millis): void {
      offset += by;
      if (by < 0) moved.back -= by;
      else moved.forward += by;
    },
    setClockRight(): void {
      device.setClock(-offset);
    },
    restartWorker(): void {
      isDead = false;
      clock.restart();
    },
    restartBrowser(): void {
      device.restartWorker();
      run += 1;
      held = null;
    },
    isDead: () => isDead,
  };
  return device;
}

export type Device = ReturnType<typeof makeDevice>;

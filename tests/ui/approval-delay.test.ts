import { describe, expect, it } from 'vitest';
import {
  type ApprovalDelay,
  type ApprovalSurroundings,
  watchAttention,
} from '../../src/ui/controls/approval-delay';

/** A window and a clock that are moved by hand. */
function byHand() {
  let now = 5_000;
  let isAttended = true;
  let disturb: (() => void) | null = null;
  let timer: { at: number; callback: () => void } | null = null;
  const surroundings: ApprovalSurroundings = {
    now: () => now,
    after(delay, callback) {
      const own = { at: now + delay, callback };
      timer = own;
      return () => {
        if (timer === own) timer = null;
      };
    },
    isAttended: () => isAttended,
    watch(onDisturbance) {
      disturb = onDisturbance;
      return () => {
        disturb = null;
      };
    },
  };
  return {
    surroundings,
    pass(millis: number) {
      now += millis;
      const due = timer;
      if (due && due.at <= now) {
        timer = null;
        due.callback();
      }
    },
    attend(is: boolean) {
      isAttended = is;
      disturb?.();
    },
    resize: () => disturb?.(),
    looksAwayUnnoticed() {
      isAttended = false;
    },
    firesEarly() {
      const due = timer;
      timer = null;
      due?.callback();
    },
    isWatched: () => disturb !== null,
    hasTimer: () => timer !== null,
  };
}

function begin() {
  const hand = byHand();
  const delay: ApprovalDelay = watchAttention(hand.surroundings);
  let changes = 0;
  const stop = delay.start(() => {
    changes += 1;
  });
  return { hand, delay, stop, changes: () => changes };
}

describe('SEC-7: the delay before an approval', () => {
  it('is over after 1,000 ms of focus and visibility, and not before', () => {
    const { hand, delay } = begin();
    expect(delay.isRunning()).toBe(true);
    hand.pass(999);
    expect(delay.isReady()).toBe(false);
    hand.pass(1);
    expect(delay.isReady()).toBe(true);
    expect(delay.isRunning()).toBe(false);
  });

  it.each(['a blur or hiding', 'a resize'])('starts again at %s', (disturbance) => {
    const { hand, delay } = begin();
    hand.pass(900);
    if (disturbance === 'a resize') hand.resize();
    else {
      hand.attend(false);
      hand.attend(true);
    }
    hand.pass(999);
    expect(delay.isReady()).toBe(false);
    hand.pass(1);
    expect(delay.isReady()).toBe(true);
  });

  it('closes again when the window loses the focus after it was over', () => {
    const { hand, delay } = begin();
    hand.pass(1_000);
    hand.attend(false);
    expect(delay.isReady()).toBe(false);
    hand.pass(60_000);
    expect(delay.isReady()).toBe(false);
  });

  it('does not run, and does not count, while nobody looks', () => {
    const hand = byHand();
    hand.attend(false);
    const delay = watchAttention(hand.surroundings);
    delay.start(() => {});
    hand.pass(10_000);
    expect(delay.isRunning()).toBe(false);
    expect(delay.isReady()).toBe(false);
    hand.attend(true);
    hand.pass(1_000);
    expect(delay.isReady()).toBe(true);
  });

  it('is asked of the window itself at the click, should an event be late', () => {
    const { hand, delay } = begin();
    hand.pass(1_000);
    hand.looksAwayUnnoticed();
    expect(delay.isReady()).toBe(false);
  });

  it('waits for the rest when a timer fires early', () => {
    const { hand, delay } = begin();
    hand.pass(999.5);
    hand.firesEarly();
    expect(delay.isReady()).toBe(false);
    hand.pass(0.5);
    expect(delay.isReady()).toBe(true);
  });

  it('starts anew for a new subject, however long the last was looked at', () => {
    const { hand, stop } = begin();
    hand.pass(5_000);
    stop();
    const next = watchAttention(hand.surroundings);
    next.start(() => {});
    expect(next.isReady()).toBe(false);
  });

  it('is told of each change, and leaves nothing behind when it stops', () => {
    const { hand, delay, stop, changes } = begin();
    const before = changes();
    hand.pass(1_000);
    expect(changes()).toBe(before + 1);
    stop();
    expect(hand.isWatched()).toBe(false);
    expect(hand.hasTimer()).toBe(false);
    expect(delay.isReady()).toBe(false);
  });
});

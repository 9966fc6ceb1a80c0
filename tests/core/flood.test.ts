import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestRefused } from '../../src/core/errors';
import {
  admitHeld,
  admitPrompt,
  noteRefusal,
  takeRead,
  takeRequest,
  type Bucket,
  type SiteLimits,
} from '../../src/core/flood';
import type { HeldRequest } from '../../src/core/held-request';
import { keyOf } from '../../src/core/session';
import { day, hour, minute, second, type Millis } from '../../src/core/units';
import { address, origin, start } from './session-fixture';

/** Whether it is admitted; anything but a refusal for flooding is thrown. */
function isAdmitted(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof RequestRefused && error.toPageError().code === -32005) return false;
    throw error;
  }
}

function limitsAfter(prompts: readonly Millis[], from: SiteLimits | null = null): SiteLimits | null {
  return prompts.reduce<SiteLimits | null>((limits, at) => admitPrompt(limits, at), from);
}

const every = (step: Millis, count: number) =>
  Array.from({ length: count }, (_, index) => start + index * step);

describe('prompts of one site (SEC-10)', () => {
  it.each([
    ['the first', [], start, true],
    ['the tenth within a second', every(100, 9), start + 999, true],
    ['the eleventh within a second', every(100, 10), start + 999, false],
    ['the eleventh, a second after the first', every(100, 10), start + second, true],
    ['the ninetieth within a minute', every(600, 89), start + 59_999, true],
    ['the ninety-first within a minute', every(600, 90), start + 59_999, false],
    ['the ninety-first, a minute after the first', every(600, 90), start + minute, true],
  ] as const)('%s', (_, before, now, admitted) => {
    const limits = limitsAfter(before);
    expect(isAdmitted(() => admitPrompt(limits, now))).toBe(admitted);
  });

  it('are forgotten by a clock that was set back', () => {
    expect(isAdmitted(() => admitPrompt(limitsAfter(every(100, 10)), start - day))).toBe(true);
  });
});

describe('refusals of one site (SEC-10)', () => {
  const refuse = (times: readonly Millis[], from: SiteLimits | null = null): SiteLimits =>
    times.reduce<SiteLimits>((limits, at) => noteRefusal(limits, at), from ?? noteRefusal(null, start - day));

  it.each([
    ['two in 30 seconds', [start, start + second], start + second, true],
    ['three in 30 seconds', [start, start + 10 * second, start + 29_999], start + 30 * second, false],
    [
      'three in just over 30 seconds',
      [start, start + 10 * second, start + 30 * second],
      start + 30 * second,
      true,
    ],
    ['three, a moment before the minute is over', [start, start, start], start + minute - 1, false],
    ['three, when the minute is over', [start, start, start], start + minute, true],
  ] as const)('%s', (_, refusals, now, admitted) => {
    const limits = refuse(refusals);
    expect(isAdmitted(() => admitPrompt(limits, now))).toBe(admitted);
  });

  it('mute for twice as long each time, up to an hour', () => {
    let limits: SiteLimits | null = null;
    let now = start;
    const lengths: Millis[] = [];
    for (let round = 0; round < 9; round += 1) {
      for (let times = 0; times < 3; times += 1) limits = noteRefusal(limits, now);
      const until: Millis = limits?.mutedUntil ?? 0;
      lengths.push((until - now) / minute);
      now = until;
    }
    expect(lengths).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('mute nobody for longer than an hour, though the clock was set back', () => {
    const limits = refuse([start, start, start]);
    expect(isAdmitted(() => admitPrompt(limits, start - day))).toBe(true);
  });
});

const connect = { kind: 'connect', answerAs: 'accounts' } as const;
const sign = { kind: 'message', account: address('a'), message: '0x', isMalformedSignIn: false } as const;
const waiting = { step: 'waiting' } as const;
const answered = { step: 'answered', at: start, answer: { ok: true, value: null } } as const;

function held(site: string, tabId: number, over: Partial<HeldRequest> = {}): HeldRequest {
  const place = { origin: origin(site), topOrigin: null, cookieStore: null, isPrivate: false };
  return {
    id: 'id',
    key: keyOf(place),
    place,
    document: { tabId, frameId: 0, documentId: `document ${tabId}` },
    method: 'personal_sign',
    ask: sign,
    sessionId: null,
    chain: 1,
    browserRun: 'run-1',
    heldAt: start,
    deadline: start + 5 * minute,
    bytes: 1_000,
    prepared: null,
    stage: waiting,
    ...over,
  };
}

const one = 'https://one.example';
const two = 'https://two.example';
const spread = (count: number, over: Partial<HeldRequest> = {}) =>
  Array.from({ length: count }, (_, index) => held(one, index, over));
const crowd = (count: number, over: Partial<HeldRequest> = {}) =>
  Array.from({ length: count }, (_, index) => held(`https://site${index}.example`, index, over));
const underTop = keyOf({ origin: origin(one), topOrigin: origin(two), cookieStore: null, isPrivate: false });

describe('held requests (SEC-10)', () => {
  it.each([
    ['the first', [], held(one, 1), true],
    ['the third of a tab', [held(one, 1), held(two, 1)], held(one, 1), true],
    ['the fourth of a tab', [held(one, 1), held(two, 1), held(one, 1)], held(one, 1), false],
    [
      'the fourth of a tab, one of them answered',
      [held(one, 1), held(one, 1), held(one, 1, { stage: answered })],
      held(one, 1),
      true,
    ],
    ['the sixteenth of an origin', spread(15), held(one, 99), true],
    ['the seventeenth of an origin', spread(16), held(one, 99), false],
    ['one of another origin beside them', spread(16), held(two, 99), true],
    ['the fiftieth in all', crowd(49), held(one, 99), true],
    ['the fifty-first in all', crowd(50), held(one, 99), false],
    ['up to 8 MB', crowd(4, { bytes: 2 ** 21 - 250 }), held(one, 99), true],
    ['beyond 8 MB', crowd(4, { bytes: 2 ** 21 }), held(one, 99), false],
    ['a connect beside a signature', [held(one, 1)], held(one, 2, { ask: connect }), true],
    [
      'a connect of the same place, which joins',
      [held(one, 1, { ask: connect })],
      held(one, 2, { ask: connect }),
      true,
    ],
    [
      'a connect of the same origin at another place',
      [held(one, 1, { ask: connect, key: underTop })],
      held(one, 2, { ask: connect }),
      false,
    ],
    [
      'a connect after the earlier one was answered',
      [held(one, 1, { ask: connect, stage: answered })],
      held(one, 1, { ask: connect }),
      true,
    ],
    [
      'a fifth connect of one tab, which joins',
      Array.from({ length: 4 }, () => held(one, 1, { ask: connect })),
      held(one, 1, { ask: connect }),
      true,
    ],
    [
      'a seventeenth connect, though it would join',
      spread(16, { ask: connect }),
      held(one, 99, { ask: connect }),
      false,
    ],
    [
      'a signature beside connects that are one prompt',
      Array.from({ length: 4 }, () => held(one, 1, { ask: connect })),
      held(two, 1),
      true,
    ],
  ] as const)('%s', (_, before, request, admitted) => {
    expect(isAdmitted(() => admitHeld(before, request))).toBe(admitted);
  });

  it('never exceed any limit, whatever is asked in whatever order', () => {
    const request = fc.record({
      site: fc.integer({ min: 0, max: 6 }),
      tabId: fc.integer({ min: 0, max: 20 }),
      isConnect: fc.boolean(),
      bytes: fc.integer({ min: 100, max: 2_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 200 }), (asked) => {
        const all: HeldRequest[] = [];
        for (const { site, tabId, isConnect, bytes } of asked) {
          const next = held(`https://site${site}.example`, tabId, { bytes, ask: isConnect ? connect : sign });
          if (isAdmitted(() => admitHeld(all, next))) all.push(next);
        }
        expect(all.length).toBeLessThanOrEqual(50);
        expect(all.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(8 * 2 ** 20);
        for (const { place } of all) {
          expect(all.filter((other) => other.place.origin === place.origin).length).toBeLessThanOrEqual(16);
        }
        for (let tab = 0; tab <= 20; tab += 1) {
          const prompts = all.filter(({ document, ask }) => document.tabId === tab && ask.kind !== 'connect');
          expect(prompts.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});

describe('what is asked at once', () => {
  it.each([
    ['reads with a session', (bucket: Bucket | null, now: Millis) => takeRead(bucket, true, now), 500, 50],
    ['reads without one', (bucket: Bucket | null, now: Millis) => takeRead(bucket, false, now), 100, 10],
    ['requests of any kind', takeRequest, 5_000, 1_000],
  ] as const)('%s come in a burst, and then at a steady rate', (_, take, burst, rate) => {
    let bucket: Bucket | null = null;
    let taken = 0;
    for (;;) {
      const next: Bucket | null = take(bucket, start);
      if (next === null) break;
      bucket = next;
      taken += 1;
    }
    expect(taken).toBe(burst);
    const later = take(bucket, start + second);
    expect(later?.tokens).toBeCloseTo(rate - 1);
    expect(take(bucket, start + hour)?.tokens).toBe(burst - 1);
    expect(take(bucket, start - hour)).toBeNull();
  });

  it('never exceeds the burst and the rate together, whatever the clock does', () => {
    const step = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        let bucket: Bucket | null = null;
        let now = start;
        let taken = 0;
        let forward = 0;
        for (const by of steps) {
          now += by;
          forward += Math.max(0, by);
          const next: Bucket | null = takeRead(bucket, false, now);
          if (next === null) continue;
          bucket = next;
          taken += 1;
        }
        expect(taken).toBeLessThanOrEqual(100 + (forward / second) * 10);
      }),
    );
  });
});

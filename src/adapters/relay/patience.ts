import { minute, second, type Millis } from '../../core/units';

/** How long relays may take, and how much they may send. */
export interface Patience {
  /** For a connection to open, for a full answer, for a word on what was published. */
  readonly connect: Millis;
  readonly answer: Millis;
  readonly publish: Millis;
  /** How long the others are waited for once a quorum answered. */
  readonly afterQuorum: Millis;
  /** A connection with nothing to do is closed after this long. */
  readonly idle: Millis;
  /** Between tries to publish or to watch again; doubles up to the longest. */
  readonly firstBackOff: Millis;
  readonly longestBackOff: Millis;
  /** How long a relay that sent too much is left alone. */
  readonly afterFlood: Millis;
  /** What changes within so long is told once. */
  readonly tell: Millis;
  readonly frame: FrameLimits;
}

export interface FrameLimits {
  /** Characters of one frame; an event takes about 2,200. */
  readonly size: number;
  /** Frames at once, and a second from then on. */
  readonly burst: number;
  readonly rate: number;
  /** Faulty frames or events on one connection. */
  readonly faults: number;
}

export const usualPatience: Patience = {
  connect: 4 * second,
  answer: 5 * second,
  publish: 5 * second,
  afterQuorum: 750,
  idle: 10 * second,
  firstBackOff: 2 * second,
  longestBackOff: 5 * minute,
  afterFlood: minute,
  tell: 200,
  frame: { size: 8_192, burst: 1_000, rate: 50, faults: 16 },
};

/** How long to wait after so many failures in a row. Half of it by chance, so that devices do not come back together. */
export function backOffAfter(failures: number, { firstBackOff, longestBackOff }: Patience): Millis {
  const length = Math.min(firstBackOff * 2 ** Math.min(failures - 1, 20), longestBackOff);
  return length * (0.5 + Math.random() / 2);
}

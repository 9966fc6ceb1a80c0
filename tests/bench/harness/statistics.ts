import { max, median, min, quantileSorted, quickselect, sampleWithReplacement } from 'simple-statistics';

/** What a number of samples comes to; `low` and `high` hold the middle half. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly low: number;
  readonly high: number;
  readonly least: number;
  readonly most: number;
}

/** How many times the other, with the interval in which 95 of 100 repeated draws lie. */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export function summarize(samples: readonly number[]): Summary {
  const sorted = samples.toSorted((one, other) => one - other);
  return {
    count: sorted.length,
    median: quantileSorted(sorted, 0.5),
    p95: quantileSorted(sorted, 0.95),
    low: quantileSorted(sorted, 0.25),
    high: quantileSorted(sorted, 0.75),
    least: min(sorted),
    most: max(sorted),
  };
}

const draws = 200;

/** The ratio of the same quantile of both, and its bootstrap interval. */
export function ratioOf(samples: readonly number[], base: readonly number[], quantile: number): Ratio {
  const random = createRandom();
  const drawn = Array.from({ length: draws }, () => {
    const [one, other] = [samples, base].map((all) =>
      quantileOf(sampleWithReplacement([...all], all.length, random), quantile),
    );
    return one! / other!;
  }).toSorted((one, other) => one - other);
  return {
    value: quantileOf([...samples], quantile) / quantileOf([...base], quantile),
    low: quantileSorted(drawn, 0.025),
    high: quantileSorted(drawn, 0.975),
  };
}

function quantileOf(samples: number[], quantile: number): number {
  if (quantile === 0.5) return median(samples);
  const position = Math.ceil(samples.length * quantile) - 1;
  quickselect(samples, position);
  return samples[position]!;
}

/** The same draws in every run (mulberry32). */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

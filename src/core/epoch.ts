/**
 * The place of a claim in the order of all claims of its account (SEC-27). Time stamps order nothing: clocks are off.
 * `generation` is raised with the recovery phrase only; `counter` with each claim. Safe integers, from 0.
 */
export interface Epoch {
  readonly generation: number;
  readonly counter: number;
}

/** The highest value of either number. */
export const highestNumber = Number.MAX_SAFE_INTEGER;

/** Negative where `one` is lower, 0 where they are equal, positive where it is higher. None is below every epoch. */
export function compareEpochs(one: Epoch | null, other: Epoch | null): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return one.generation - other.generation || one.counter - other.counter;
}

/** The epoch right above what was seen; null where the counter cannot rise any further. */
export function nextEpoch(seen: Epoch | null): Epoch | null {
  if (seen === null) return { generation: 0, counter: 1 };
  return seen.counter < highestNumber ? { ...seen, counter: seen.counter + 1 } : null;
}

/** The first epoch of the next generation; null after the last one, which only a holder of the phrase can have made. */
export function nextGeneration(seen: Epoch | null): Epoch | null {
  const generation = (seen?.generation ?? 0) + 1;
  return generation <= highestNumber ? { generation, counter: 1 } : null;
}

/** The higher one of two. */
export function laterEpoch(one: Epoch | null, other: Epoch | null): Epoch | null {
  return compareEpochs(one, other) >= 0 ? one : other;
}

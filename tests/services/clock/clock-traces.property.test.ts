import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runTrace } from './run-trace';
import { step } from './steps';

const traces = Number(process.env.SEKISHO_TRACES ?? 10_000);
const seed = Number(process.env.SEKISHO_SEED ?? 20_261_104);

describe('whatever the clock, the worker and the browser do (SEC-19, SEC-20, SEC-21)', () => {
  it(
    `no rule of the clock is broken in ${traces} traces (seed ${seed})`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 3, maxLength: 24 }),
          fc.constantFrom(0, 9, 12, 17),
          async (steps, failedBefore) => {
            expect(await runTrace(steps, failedBefore)).toEqual([]);
          },
        ),
        { numRuns: traces, seed },
      );
    },
    24 * 3_600_000,
  );
});

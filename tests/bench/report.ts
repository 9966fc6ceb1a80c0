import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { printTable } from '../../scripts/terminal.mjs';
import { budgets, judge, type Verdict } from './budgets';
import { chartOf } from './harness/chart';
import { benchFolder, fileName, recordedFigures, type Figure } from './harness/figures';
import { isQuick, isWhole } from './harness/plan';
import { ratioOf, summarize } from './harness/statistics';

/** Tells everything that was measured, keeps it as JSON and pictures, and fails where a budget was not kept. */
export default function report(): void {
  const figures = recordedFigures();
  const results = figures.map((figure) => ({ ...figure, samples: undefined, subjects: resultsOf(figure) }));
  const verdicts = budgets.flatMap((budget) => {
    const figure = figures.find(({ name }) => name === budget.figure);
    return figure === undefined ? [] : [judge(budget, figure, isQuick)];
  });
  const measured = new Set(figures.map(({ name }) => name));
  const unmeasured = budgets.filter(({ figure, isFullOnly = false }) => {
    return isWhole && !measured.has(figure) && !(isQuick && isFullOnly);
  });

  mkdirSync(benchFolder, { recursive: true });
  writeFileSync(
    join(benchFolder, 'results.json'),
    `${JSON.stringify({ machine: machine(), isQuick, figures: results, budgets: verdicts }, null, 2)}\n`,
  );
  for (const figure of figures) {
    const chart = chartOf(figure);
    if (chart !== null) writeFileSync(join(benchFolder, `${fileName(figure)}.svg`), chart);
  }

  console.log('');
  printTable(
    ['figure', 'of', 'median', 'middle half', 'p95', 'to the base', 'samples'],
    results.flatMap(({ name, unit, subjects }) =>
      subjects.map(({ of, count, median, low, high, p95, ratio }) => [
        name,
        of,
        `${round(median)} ${unit}`,
        `${round(low)}–${round(high)}`,
        round(p95),
        ratio === null ? '' : `${round(ratio.value)} (${round(ratio.low)}–${round(ratio.high)})`,
        `${count}`,
      ]),
    ),
  );
  console.log('');
  printTable(['budget', 'of', 'measure', 'value', 'limit', 'result'], verdicts.map(rowOf));
  const broken = verdicts.filter(({ isKept }) => !isKept).length;
  console.log(`\n${verdicts.length - broken} budgets kept, ${broken} broken`);
  if (unmeasured.length > 0) {
    throw new Error(`Nothing was measured for: ${unmeasured.map(({ figure }) => figure).join(', ')}`);
  }
  if (broken > 0) throw new Error('A budget was not kept.');
}

function resultsOf({ samples, base }: Figure) {
  const isComparable = (of: string) => of !== base && summarize(samples[base]!).median > 0;
  return Object.entries(samples).map(([of, all]) => ({
    of,
    ...summarize(all),
    ratio: isComparable(of) ? ratioOf(all, samples[base]!, 0.5) : null,
    p95Ratio: isComparable(of) ? ratioOf(all, samples[base]!, 0.95) : null,
  }));
}

function rowOf({ figure, of, measure, value, limit, isKept }: Verdict): string[] {
  const bound = 'atMost' in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`;
  return [figure, of, measure, round(value), bound, isKept ? 'kept' : 'BROKEN'];
}

function machine() {
  const [cpu] = cpus();
  return {
    at: new Date().toISOString(),
    platform: `${platform()} ${arch()}`,
    processor: cpu?.model ?? 'unknown',
    processors: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    browser: execFileSync(process.env.SEKISHO_CHROMIUM ?? 'chromium', ['--version'], {
      encoding: 'utf8',
    }).trim(),
  };
}

function round(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

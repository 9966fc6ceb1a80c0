import type { Figure } from './harness/figures';
import { canReadProcesses } from './harness/processes';
import { ratioOf, summarize } from './harness/statistics';

/** What a figure is held to. */
export interface Budget {
  readonly figure: string;
  /** Which of those that are compared. */
  readonly of: string;
  readonly measure: Measure;
  readonly limit: Limit;
  /** In a short run on a machine that has other things to do; the same where it is not named. */
  readonly quickLimit?: Limit;
  /** A short run does not measure it. */
  readonly isFullOnly?: boolean;
}

/** `ratio`: of the medians to the base's; `p95 ratio`: of the 95th percentiles; `excess`: of the medians, as a difference. */
type Measure = 'median' | 'p95' | 'ratio' | 'p95 ratio' | 'excess';

type Limit = { readonly atMost: number } | { readonly atLeast: number };

const atMost = (most: number) => ({ atMost: most });
const atLeast = (least: number) => ({ atLeast: least });

export const budgets: readonly Budget[] = [
  ...['eth_chainId', 'eth_accounts', 'wallet_getPermissions'].flatMap((method): readonly Budget[] => [
    {
      figure: `round trip: ${method}`,
      of: 'sekisho',
      measure: 'ratio',
      limit: atMost(1.15),
      quickLimit: atMost(1.35),
    },
    {
      figure: `round trip: ${method}`,
      of: 'sekisho',
      measure: 'p95 ratio',
      limit: atMost(1.3),
      quickLimit: atMost(1.8),
    },
  ]),
  {
    figure: 'round trip: 100 at once',
    of: 'sekisho',
    measure: 'ratio',
    limit: atLeast(0.85),
    quickLimit: atLeast(0.6),
  },
  {
    figure: 'eth_accounts beside a flood',
    of: 'flooded',
    measure: 'ratio',
    limit: atMost(1.2),
    quickLimit: atMost(2),
  },
  ...['1 session', '10,000 sessions', '100,000 sessions'].map(
    (count): Budget => ({
      figure: `first answer of a stopped worker: ${count}`,
      of: 'sekisho',
      measure: 'ratio',
      // So many are nobody's; what counts there is that it does not grow with them.
      limit: atMost(count === '100,000 sessions' ? 1.5 : 1.35),
      quickLimit: atMost(1.8),
      isFullOnly: count === '100,000 sessions',
    }),
  ),
  { figure: 'page load', of: 'sekisho', measure: 'excess', limit: atMost(3), quickLimit: atMost(10) },
  { figure: 'script per page (gzip)', of: 'sekisho', measure: 'median', limit: atMost(12) },
  // Two scripts: each with its wrapper, and the check of the origin in two functions.
  { figure: 'functions run in a frame without sessions', of: 'sekisho', measure: 'median', limit: atMost(8) },
  {
    figure: 'popup: first paint',
    of: '10 sessions',
    measure: 'median',
    limit: atMost(150),
    quickLimit: atMost(400),
  },
  {
    figure: 'popup: usable',
    of: '10 sessions',
    measure: 'median',
    limit: atMost(200),
    // A machine that is three times as slow for a bare popup is so for this one too: the ratio tells the two apart.
    quickLimit: atMost(1_000),
  },
  {
    figure: 'popup: usable',
    of: '10 sessions',
    measure: 'ratio',
    limit: atMost(4),
    quickLimit: atMost(5),
  },
  {
    figure: 'popup: usable with 10,000 sessions and with 10',
    of: '10,000 sessions',
    measure: 'ratio',
    limit: atMost(1.1),
    quickLimit: atMost(1.5),
  },
  ...(['first question of a page', 'end a session', 'open a session'] as const).map(
    (act): Budget => ({
      figure: `growth: ${act}`,
      of: '10000',
      measure: 'ratio',
      limit: atMost(1.5),
      // A thousand times as many: whatever reads them all takes far longer than this.
      quickLimit: atMost(5),
    }),
  ),
  {
    figure: 'growth: bytes written to end a session',
    of: '10000',
    measure: 'ratio',
    limit: atMost(1.2),
    quickLimit: atMost(1.5),
  },
  {
    figure: 'growth: wake up and end 10 that are due',
    of: '10000',
    measure: 'ratio',
    limit: atMost(1.5),
    quickLimit: atMost(5),
  },
  // From the person's word on one device until the page on the other is told; over relays on this machine.
  ...['1 relay', '5 relays'].map(
    (of): Budget => ({ figure: 'takeover', of, measure: 'p95', limit: atMost(3_000) }),
  ),
  { figure: 'signature with an open vault', of: 'sekisho', measure: 'median', limit: atMost(15) },
  { figure: 'unlock', of: 'sekisho', measure: 'median', limit: atMost(1_000), quickLimit: atMost(4_000) },
  { figure: 'worker script (gzip)', of: 'sekisho', measure: 'median', limit: atMost(150) },
  {
    figure: 'worker script that an eth_accounts evaluates (gzip)',
    of: 'sekisho',
    measure: 'median',
    limit: atMost(30),
  },
  // Only Linux tells of processes in files.
  ...(canReadProcesses ? ['10 sessions', '10,000 sessions'] : []).map(
    (count): Budget => ({
      figure: 'idle: unique memory',
      of: count,
      measure: 'ratio',
      limit: atMost(2.5),
    }),
  ),
];

export interface Verdict {
  readonly figure: string;
  readonly of: string;
  readonly measure: Measure;
  readonly value: number;
  readonly limit: Limit;
  readonly isKept: boolean;
}

/** Holds a figure to a budget. */
export function judge(budget: Budget, figure: Figure, isQuick: boolean): Verdict {
  const limit = (isQuick ? budget.quickLimit : undefined) ?? budget.limit;
  const value = valueOf(budget, figure);
  const isKept = 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
  const { figure: name, of, measure } = budget;
  return { figure: name, of, measure, value, limit, isKept };
}

function valueOf({ of, measure }: Budget, { samples, base }: Figure): number {
  const ours = samples[of] ?? [];
  const theirs = samples[base] ?? [];
  switch (measure) {
    case 'median':
      return summarize(ours).median;
    case 'p95':
      return summarize(ours).p95;
    case 'ratio':
      return ratioOf(ours, theirs, 0.5).value;
    case 'p95 ratio':
      return ratioOf(ours, theirs, 0.95).value;
    case 'excess':
      return summarize(ours).median - summarize(theirs).median;
  }
}

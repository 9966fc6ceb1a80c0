import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Millis } from '../core/units';
import type { Overview } from '../protocol/ui';
import { useNow } from './use-now';

interface Known {
  readonly overview: Overview;
  /** How far the rules' time is ahead of this page's clock. */
  readonly ahead: Millis;
}

const OverviewContext = createContext<Known | null>(null);

const measured = new WeakMap<Overview, Millis>();

/** Measured once per answer, when it is first shown. */
function aheadOf(overview: Overview): Millis {
  const ahead = measured.get(overview) ?? overview.now - Date.now();
  measured.set(overview, ahead);
  return ahead;
}

/** Gives every page what the worker last said about itself. */
export function OverviewProvider({ overview, children }: { overview: Overview; children: ReactNode }) {
  const known = useMemo(() => ({ overview, ahead: aheadOf(overview) }), [overview]);
  return <OverviewContext value={known}>{children}</OverviewContext>;
}

/** The vault's state, the account, the network and the settings. @throws outside an `OverviewProvider` */
export function useOverview(): Overview {
  return useKnown().overview;
}

/** Time as the rules see it, told anew every `period`. */
export function useRulesNow(period: Millis): Millis {
  return useNow(period) + useKnown().ahead;
}

function useKnown(): Known {
  const known = useContext(OverviewContext);
  if (known === null) throw new Error('An OverviewProvider must stand around every page');
  return known;
}

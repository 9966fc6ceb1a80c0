import { useState } from 'react';
import type { Millis } from '../core/units';
import type { CommandFault } from '../protocol/ui';
import { faultSentence } from './fault-sentence';
import { useT } from './language';
import type { Loaded } from './watch';

/** Work of several steps that a view starts (derive a key, then give a command), and how it went the last time. */
export interface Task {
  readonly run: <Value>(work: () => Promise<Loaded<Value>>) => Promise<Loaded<Value>>;
  readonly isRunning: boolean;
  readonly fault: CommandFault | null;
  /** The fault in words, as at the moment when it happened. */
  readonly sentence: string | undefined;
  readonly forgetFault: () => void;
}

/** Work that ends in a value or in a fault to show. What throws, an unreachable worker for one, is `unexpected`. */
export function useTask(): Task {
  const t = useT();
  const [isRunning, setIsRunning] = useState(false);
  const [failed, setFailed] = useState<{ fault: CommandFault; at: Millis } | null>(null);
  return {
    isRunning,
    fault: failed?.fault ?? null,
    sentence: failed ? faultSentence(t, failed.fault, failed.at) : undefined,
    forgetFault: () => setFailed(null),
    run: async <Value>(work: () => Promise<Loaded<Value>>): Promise<Loaded<Value>> => {
      setIsRunning(true);
      setFailed(null);
      const outcome = await work().catch((): Loaded<Value> => ({ ok: false, fault: 'unexpected' }));
      setIsRunning(false);
      if (!outcome.ok) setFailed({ fault: outcome, at: Date.now() });
      return outcome;
    },
  };
}

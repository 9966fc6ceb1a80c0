import { useState } from 'react';
import type { CommandFault, CommandName, CommandParams, RequestView } from '../../protocol/ui';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { useQueue } from './queue';

/** The person's word on one request, and how it went. */
export interface Decision {
  /** Given and under way, or done: the screen goes by itself when the worker says what waits now. */
  readonly isBusy: boolean;
  readonly fault: CommandFault | null;
  readonly sentence: string | undefined;
  /** Whether what was asked was done. */
  readonly approve: (subject: string, options?: { alsoSwitch: boolean }) => Promise<boolean>;
  readonly decline: () => Promise<boolean>;
  /** Gives another command as the person's word. */
  readonly decide: <Name extends CommandName>(name: Name, params: CommandParams<Name>) => Promise<boolean>;
}

/** Gives the person's word to the worker. Where it comes to nothing, what waits is asked again and shown anew. */
export function useDecision(view: Pick<RequestView, 'id' | 'ask'>): Decision {
  const { call } = useWorker();
  const { refresh, noteUnsent } = useQueue();
  const { run, isRunning, fault, sentence } = useTask();
  const [isDone, setDone] = useState(false);
  const decide = async <Name extends CommandName>(name: Name, params: CommandParams<Name>) => {
    const outcome = await run(() => call(name, params));
    if (outcome.ok) setDone(true);
    else {
      if (view.ask.kind === 'transaction' && outcome.fault === 'chain-unreachable') noteUnsent();
      refresh();
    }
    return outcome.ok;
  };
  return {
    isBusy: isRunning || isDone,
    fault,
    sentence,
    decide,
    approve: (subject, { alsoSwitch } = { alsoSwitch: false }) =>
      decide('request.approve', { id: view.id, subject, alsoSwitch }),
    decline: () => decide('request.decline', { id: view.id }),
  };
}

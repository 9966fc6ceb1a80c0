import { useState } from 'react';
import type { CommandFault, RequestView } from '../../protocol/ui';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import type { Loaded } from '../../ui/watch';
import { useQueue } from './queue';

/** The person's word on one request, and how it went. */
export interface Decision {
  /** Given and under way, or done: the screen goes by itself when the worker says what waits now. */
  readonly isBusy: boolean;
  readonly fault: CommandFault | null;
  readonly sentence: string | undefined;
  readonly forgetFault: () => void;
  /** Whether what was asked was done. */
  readonly approve: (subject: string, options?: { alsoSwitch: boolean }) => Promise<boolean>;
  readonly decline: () => Promise<boolean>;
  /** Gives another command as the person's word, after what leads up to it. */
  readonly decide: (work: () => Promise<Loaded<null>>) => Promise<boolean>;
}

/** Gives the person's word to the worker. Where it comes to nothing, what waits is asked again and shown anew. */
export function useDecision(view: Pick<RequestView, 'id' | 'ask'>): Decision {
  const { call } = useWorker();
  const { refresh, noteUnsent } = useQueue();
  const { run, isRunning, ...task } = useTask();
  const [isDone, setDone] = useState(false);
  const decide = async (work: () => Promise<Loaded<null>>) => {
    const outcome = await run(work);
    if (outcome.ok) setDone(true);
    else {
      if (view.ask.kind === 'transaction' && outcome.fault === 'chain-unreachable') noteUnsent();
      refresh();
    }
    return outcome.ok;
  };
  return {
    isBusy: isRunning || isDone,
    fault: task.fault,
    sentence: task.sentence,
    forgetFault: task.forgetFault,
    decide,
    approve: (subject, { alsoSwitch } = { alsoSwitch: false }) =>
      decide(() => call('request.approve', { id: view.id, subject, alsoSwitch })),
    decline: () => decide(() => call('request.decline', { id: view.id })),
  };
}

import { useCallback, useState } from 'react';
import type { CommandFault, CommandName, CommandParams, Reply } from '../protocol/ui';
import { useWorker } from './use-query';

/** A command that a view gives, and how the last one went. */
export interface Command<Name extends CommandName> {
  readonly run: (params: CommandParams<Name>) => Promise<Reply<Name>>;
  readonly isRunning: boolean;
  /** Why the last run did nothing; null before it, and after one that did what was asked. */
  readonly fault: CommandFault | null;
  readonly forgetFault: () => void;
}

/** Gives a command to the worker and keeps its fault for showing. A worker that is away is the fault `unexpected`. */
export function useCommand<Name extends CommandName>(name: Name): Command<Name> {
  const { call } = useWorker();
  const [isRunning, setRunning] = useState(false);
  const [fault, setFault] = useState<CommandFault | null>(null);
  const run = useCallback(
    async (params: CommandParams<Name>): Promise<Reply<Name>> => {
      setRunning(true);
      setFault(null);
      const reply = await call(name, params).catch((): Reply<Name> => ({ ok: false, fault: 'unexpected' }));
      setRunning(false);
      if (!reply.ok) setFault(reply);
      return reply;
    },
    [call, name],
  );
  const forgetFault = useCallback(() => setFault(null), []);
  return { run, isRunning, fault, forgetFault };
}

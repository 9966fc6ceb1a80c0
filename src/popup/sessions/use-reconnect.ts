import { useState } from 'react';
import type { CommandFault, SessionView } from '../../protocol/ui';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import type { Loaded } from '../../ui/watch';
import { passwordKeyOf } from '../password-key';
import { useQueue } from '../requests/queue';

/** Taking up an ended session again, in one step with unlocking where the vault is locked. */
export interface Reconnect {
  readonly isPasswordAsked: boolean;
  /** Under way, or done: what was ended is gone from the screen as soon as the worker says so. */
  readonly isBusy: boolean;
  readonly fault: CommandFault | null;
  readonly sentence: string | undefined;
  readonly forgetFault: () => void;
  /** Whether it is taken up again. Without a password where none is asked; taking over always asks for it (SEC-31). */
  readonly reconnect: (password: string, isTakingOver: boolean) => Promise<boolean>;
}

/** Takes up `session` again at the person's word. */
export function useReconnect(session: SessionView): Reconnect {
  const t = useT();
  const { call } = useWorker();
  const { vault } = useOverview();
  const { refresh } = useQueue();
  const { run, ...task } = useTask();
  const [isEmpty, setEmpty] = useState(false);
  const [doneFor, setDoneFor] = useState<string | null>(null);
  const isLocked = vault === 'locked';
  const [isPasswordUsed, setPasswordUsed] = useState(false);

  const reconnect = async (password: string, isTakingOver: boolean): Promise<boolean> => {
    const { key } = session;
    const isUsed = isLocked || session.isPasswordAsked || isTakingOver;
    const isMissing = isUsed && password === '';
    setEmpty(isMissing);
    setPasswordUsed(isUsed);
    if (isMissing) {
      // What the last attempt came to is no longer what is to be said.
      task.forgetFault();
      return false;
    }
    const outcome = await run(async (): Promise<Loaded<null>> => {
      if (!isUsed) return call('session.reconnect', { key, passwordKey: null, isTakingOver });
      const keyed = await passwordKeyOf(call, password);
      if (!keyed.ok) return keyed;
      const unlocked = isLocked ? await call('vault.unlock', { passwordKey: keyed.value }) : null;
      if (unlocked?.ok === false) return unlocked;
      const passwordKey = session.isPasswordAsked || isTakingOver ? keyed.value : null;
      return call('session.reconnect', { key, passwordKey, isTakingOver });
    });
    if (outcome.ok) setDoneFor(session.id);
    else refresh();
    return outcome.ok;
  };
  return {
    // Unlocking on the way is not the end of it: the field stays until it is known how it went.
    isPasswordAsked: isLocked || session.isPasswordAsked || (task.isRunning && isPasswordUsed),
    isBusy: task.isRunning || doneFor === session.id,
    fault: task.fault,
    sentence: isEmpty ? t('errorPasswordEmpty') : task.sentence,
    forgetFault: () => {
      setEmpty(false);
      task.forgetFault();
    },
    reconnect,
  };
}

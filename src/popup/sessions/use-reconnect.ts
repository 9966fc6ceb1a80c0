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
  /** Whether it is taken up again. Without a password where none is asked. */
  readonly reconnect: (password: string) => Promise<boolean>;
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
  const isPasswordAsked = isLocked || session.isPasswordAsked;

  const reconnect = async (password: string): Promise<boolean> => {
    setEmpty(isPasswordAsked && password === '');
    if (isPasswordAsked && password === '') return false;
    const outcome = await run(async (): Promise<Loaded<null>> => {
      if (!isPasswordAsked) return call('session.reconnect', { key: session.key, passwordKey: null });
      const keyed = await passwordKeyOf(call, password);
      if (!keyed.ok) return keyed;
      const unlocked = isLocked ? await call('vault.unlock', { passwordKey: keyed.value }) : null;
      if (unlocked?.ok === false) return unlocked;
      const passwordKey = session.isPasswordAsked ? keyed.value : null;
      return call('session.reconnect', { key: session.key, passwordKey });
    });
    if (outcome.ok) setDoneFor(session.id);
    else refresh();
    return outcome.ok;
  };
  return {
    isPasswordAsked,
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

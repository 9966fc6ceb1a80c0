import { useWorker } from '../../ui/use-query';
import { type Task, useTask } from '../../ui/use-task';
import type { Loaded } from '../../ui/watch';
import { passwordKeyOf } from '../password-key';

/** Unlocking, and how it went. */
export interface Unlock extends Pick<Task, 'isRunning' | 'fault' | 'sentence' | 'forgetFault'> {
  /** Derives the key, unlocks the vault with it, and hands the key back for what else asks for the password. */
  readonly unlock: (password: string) => Promise<Loaded<string>>;
}

/** Unlocks the vault from where the person stands. */
export function useUnlock(): Unlock {
  const { call } = useWorker();
  const { run, ...task } = useTask();
  const unlock = (password: string) =>
    run(async (): Promise<Loaded<string>> => {
      const keyed = await passwordKeyOf(call, password);
      if (!keyed.ok) return keyed;
      const unlocked = await call('vault.unlock', { passwordKey: keyed.value });
      return unlocked.ok ? keyed : unlocked;
    });
  return { ...task, unlock };
}

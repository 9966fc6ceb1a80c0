import { useState } from 'react';
import { PasswordField } from '../ui/controls/password-field';
import { Notice } from '../ui/feedback/notice';
import { useT } from '../ui/language';
import { useWorker } from '../ui/use-query';
import { useTask } from '../ui/use-task';
import type { Loaded } from '../ui/watch';
import { currentKey } from './password-key';

/** The wallet's password, asked for one thing. What was typed lives here only, and goes when it was used (SEC-15). */
export interface AskedPassword {
  readonly typed: string;
  readonly type: (password: string) => void;
  readonly isRunning: boolean;
  /** What is wrong with it, in words. */
  readonly error: string | undefined;
  /** Why what it was asked for did not happen, where that is not the password's fault. */
  readonly sentence: string | undefined;
  /** Makes the key of what was typed, and hands it over. Null: nothing was typed, and the field says so. */
  readonly use: <Value>(
    work: (passwordKey: string) => Promise<Loaded<Value>>,
  ) => Promise<Loaded<Value> | null>;
}

/** A password to ask for. */
export function useAskedPassword(): AskedPassword {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const [typed, setTyped] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const isWrong = task.fault?.fault === 'wrong-password' || task.fault?.fault === 'too-many-attempts';
  return {
    typed,
    type: (password) => {
      setTyped(password);
      setIsMissing(false);
      task.forgetFault();
    },
    isRunning: task.isRunning,
    error: isMissing ? t('errorPasswordEmpty') : isWrong ? task.sentence : undefined,
    sentence: isWrong ? undefined : task.sentence,
    use: async (work) => {
      setIsMissing(typed === '');
      if (typed === '') return null;
      const outcome = await task.run(async () => {
        const keyed = await currentKey(call, typed);
        return keyed.ok ? work(keyed.value) : keyed;
      });
      if (outcome.ok) setTyped('');
      return outcome;
    },
  };
}

/** The field of an asked password, and under it why the rest did not happen. */
export function AskedPasswordField({
  asked,
  label,
  hint,
  hasFocusFirst = false,
}: {
  asked: AskedPassword;
  label: string;
  hint?: string;
  hasFocusFirst?: boolean;
}) {
  return (
    <>
      <PasswordField
        label={label}
        value={asked.typed}
        hint={hint}
        error={asked.error}
        hasFocusFirst={hasFocusFirst}
        isDisabled={asked.isRunning}
        onChange={asked.type}
      />
      {asked.sentence && <Notice isAnnounced>{asked.sentence}</Notice>}
    </>
  );
}

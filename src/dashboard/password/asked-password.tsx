import { useState } from 'react';
import { second } from '../../core/units';
import { PasswordField } from '../../ui/controls/password-field';
import { Notice } from '../../ui/feedback/notice';
import { formatClock } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { useWorker } from '../../ui/use-query';
import { useOverview, useRulesNow } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import type { Call, CommandFault } from '../../protocol/ui';
import type { Loaded } from '../../ui/watch';
import { currentKey, unlockKeys } from './password-key';

/** The wallet's password, asked for one thing. What was typed lives here only, and goes when it was used (SEC-15). */
export interface AskedPassword {
  readonly typed: string;
  readonly type: (password: string) => void;
  readonly isRunning: boolean;
  readonly fault: CommandFault | null;
  /** What is wrong with it, in words. */
  readonly error: string | undefined;
  /** While no password may be tried (SEC-17): the sentence that counts down; otherwise null. */
  readonly delay: string | null;
  /** Why what it was asked for did not happen, where that is not the password's fault. */
  readonly sentence: string | undefined;
  /** Makes the key of what was typed, and hands it over. Null: nothing was typed, or it is too early; the field says so. */
  readonly use: <Value>(
    work: (passwordKey: string) => Promise<Loaded<Value>>,
  ) => Promise<Loaded<Value> | null>;
  /** Unlocks the vault with it. */
  readonly unlock: () => Promise<Loaded<null> | null>;
}

/** A password to ask for. */
export function useAskedPassword(): AskedPassword {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const [typed, setTyped] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { retryAt } = useOverview();
  const now = useRulesNow(second);
  const wrong =
    task.fault?.fault === 'wrong-password' || task.fault?.fault === 'too-many-attempts' ? task.fault : null;
  const wait = Math.max(retryAt ?? 0, wrong?.retryAt ?? 0) - now;
  const spend = async <Keys, Value>(
    derive: (call: Call, password: string) => Promise<Loaded<Keys>>,
    work: (keys: Keys) => Promise<Loaded<Value>>,
  ): Promise<Loaded<Value> | null> => {
    setIsMissing(typed === '');
    if (typed === '' || wait > 0) return null;
    const outcome = await task.run(async () => {
      const derived = await derive(call, typed);
      return derived.ok ? work(derived.value) : derived;
    });
    if (outcome.ok) setTyped('');
    return outcome;
  };
  return {
    typed,
    type: (password) => {
      setTyped(password);
      setIsMissing(false);
      task.forgetFault();
    },
    isRunning: task.isRunning,
    fault: task.fault,
    error: isMissing ? t('errorPasswordEmpty') : wrong ? task.sentence : undefined,
    delay: wait > 0 ? t('errorWrongPasswordDelay', { clock: formatClock(wait) }) : null,
    sentence: wrong ? undefined : task.sentence,
    use: (work) => spend(currentKey, work),
    unlock: () => spend(unlockKeys, (keys) => call('vault.unlock', keys)),
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
  hint?: string | undefined;
  hasFocusFirst?: boolean;
}) {
  return (
    <>
      <PasswordField
        label={label}
        value={asked.typed}
        hint={hint}
        error={asked.delay === null ? asked.error : undefined}
        hasFocusFirst={hasFocusFirst}
        isDisabled={asked.isRunning}
        onChange={asked.type}
      />
      {asked.delay !== null && (
        <Notice>
          <span role="timer" aria-live="off">
            {asked.delay}
          </span>
          <span className="visually-hidden" role="alert">
            {asked.error}
          </span>
        </Notice>
      )}
      {asked.sentence && <Notice isAnnounced>{asked.sentence}</Notice>}
    </>
  );
}

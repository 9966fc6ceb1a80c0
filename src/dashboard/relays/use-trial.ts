import { useState } from 'react';
import type { RelayTrial } from '../../core/relay-health';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { trialSentence } from './relay-words';

/** Tries a relay, and says what came of it. */
export function useTrial() {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const [trial, setTrial] = useState<RelayTrial | null>(null);
  const forget = () => {
    setTrial(null);
    task.forgetFault();
  };
  const test = async (relay: string) => {
    setTrial(null);
    const outcome = await task.run(() => call('relays.test', { relay }));
    if (outcome.ok) setTrial(outcome.value);
  };
  const found = trial === null ? '' : trialSentence(t, trial);
  const said = task.isRunning ? t('relaysTesting') : (task.sentence ?? found);
  return { test, forget, said, isRunning: task.isRunning };
}

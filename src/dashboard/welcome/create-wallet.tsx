import { useRef, useState } from 'react';
import { wordsOf } from '../../ui/controls/masked-phrase-field';
import { useT } from '../../ui/language';
import { Stepper } from '../../ui/layout/stepper';
import { useWorker } from '../../ui/use-query';
import { useHeadingFocus } from '../page';
import { type FreshKey, freshKey } from '../password/password-key';
import { goInstead } from '../route';
import { useTask } from '../../ui/use-task';
import { ChoosePassword } from './choose-password';
import { ConfirmWords } from './confirm-words';
import { PhraseWords } from './phrase-words';

/** A phrase that is in no vault yet: it lives in this component only, and a reload makes another (SEC-15). */
interface Drafted extends FreshKey {
  readonly phrase: string;
}

const steps = ['password', 'words', 'confirm'] as const;

/** A new wallet: a password, twelve words to write down, three of them asked back. Nothing is stored before the end. */
export function CreateWallet({ onMade }: { onMade: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const content = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState<(typeof steps)[number]>('password');
  const [drafted, setDrafted] = useState<Drafted | null>(null);
  useHeadingFocus(content, step);

  const draft = async (password: string) => {
    const outcome = await task.run(async () => {
      const keyed = await freshKey(call, password);
      if (!keyed.ok) return keyed;
      const made = await call('vault.draftPhrase', {});
      return made.ok ? { ok: true, value: { ...keyed.value, phrase: made.value.phrase } } : made;
    });
    if (!outcome.ok) return;
    setDrafted(outcome.value);
    setStep('words');
  };
  const create = async ({ phrase, passwordKey, derivation }: Drafted) => {
    const accountName = t('accountsNameDefault', { number: 1 });
    const outcome = await task.run(() =>
      call('vault.create', { phrase, passwordKey, derivation, accountName, isPhraseSaved: true }),
    );
    if (!outcome.ok) return;
    setDrafted(null);
    onMade();
  };

  return (
    <div ref={content} className="content">
      <Stepper step={steps.indexOf(step) + 1} total={steps.length} />
      {(drafted === null || step === 'password') && (
        <ChoosePassword task={task} onChosen={draft} onBack={() => goInstead('welcome')} />
      )}
      {drafted !== null && step === 'words' && (
        <PhraseWords words={wordsOf(drafted.phrase)} onWritten={() => setStep('confirm')} />
      )}
      {drafted !== null && step === 'confirm' && (
        <ConfirmWords
          words={wordsOf(drafted.phrase)}
          task={task}
          onConfirmed={() => create(drafted)}
          onShowAgain={() => setStep('words')}
        />
      )}
    </div>
  );
}

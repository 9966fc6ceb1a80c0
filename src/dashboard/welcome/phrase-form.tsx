import { type ReactNode, useState } from 'react';
import { Button, SubmitButton } from '../../ui/controls/button';
import { MaskedPhraseField, wordsOf } from '../../ui/controls/masked-phrase-field';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import type { CommandFault } from '../../protocol/ui';
import type { Translate } from '../../ui/translate';
import { useWorker } from '../../ui/use-query';
import type { Loaded } from '../../ui/watch';
import { Form, FormFoot } from '../form';
import {
  type NewPasswordErrors,
  NewPasswordFields,
  newPasswordErrors,
  noPassword,
} from '../password/new-password';
import { type FreshKey, freshKey } from '../password/password-key';
import { useTask } from '../../ui/use-task';

/** A recovery phrase and a new password. The phrase is checked first, then the password is made a key, then both are used. */
export function PhraseForm({
  passwordLabel,
  submitLabel,
  onUse,
  onDone,
  onBack,
  onPhraseChange,
  children,
}: {
  passwordLabel: string;
  submitLabel: string;
  onUse: (phrase: string, key: FreshKey) => Promise<Loaded<null>>;
  onDone: () => void;
  onBack: () => void;
  onPhraseChange?: () => void;
  /** Stands before the buttons. */
  children?: ReactNode;
}) {
  const t = useT();
  const { call } = useWorker();
  const task = useTask();
  const [phrase, setPhrase] = useState('');
  const [chosen, setChosen] = useState(noPassword);
  const [isMissing, setIsMissing] = useState(false);
  const [errors, setErrors] = useState<NewPasswordErrors>({});

  const submit = async () => {
    task.forgetFault();
    const isEmpty = wordsOf(phrase).length === 0;
    const found = newPasswordErrors(t, chosen);
    setIsMissing(isEmpty);
    setErrors(found ?? {});
    if (isEmpty) return;
    const outcome = await task.run(async (): Promise<Loaded<boolean>> => {
      const checked = await call('vault.checkPhrase', { phrase });
      if (!checked.ok) return checked;
      if (found !== null) return { ok: true, value: false };
      const keyed = await freshKey(call, chosen.password);
      if (!keyed.ok) return keyed;
      const used = await onUse(checked.value.phrase, keyed.value);
      return used.ok ? { ok: true, value: true } : used;
    });
    if (!outcome.ok || !outcome.value) return;
    setPhrase('');
    setChosen(noPassword);
    onDone();
  };

  const isPhraseWrong = task.fault !== null && isAboutPhrase(task.fault);
  return (
    <Form isBusy={task.isRunning} onSubmit={submit}>
      <MaskedPhraseField
        label={t('welcomePhrase')}
        value={phrase}
        hint={phraseHint(t, phrase)}
        error={isMissing ? t('errorPhraseEmpty') : isPhraseWrong ? task.sentence : undefined}
        hasFocusFirst
        isDisabled={task.isRunning}
        onChange={(next) => {
          setPhrase(next);
          setIsMissing(false);
          task.forgetFault();
          onPhraseChange?.();
        }}
      />
      <NewPasswordFields
        label={passwordLabel}
        value={chosen}
        errors={errors}
        isDisabled={task.isRunning}
        onChange={(next) => {
          setChosen(next);
          setErrors({});
        }}
      />
      {task.sentence && !isPhraseWrong && <Notice isAnnounced>{task.sentence}</Notice>}
      {children}
      <FormFoot>
        <Button isDisabled={task.isRunning} onClick={onBack}>
          {t('commonBack')}
        </Button>
        <SubmitButton isBusy={task.isRunning}>{submitLabel}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

/** Whether the fault belongs under the field of the phrase. */
function isAboutPhrase({ fault }: CommandFault): boolean {
  return (
    fault === 'word-count' || fault === 'unknown-word' || fault === 'checksum' || fault === 'wrong-phrase'
  );
}

/** How many words stand in the masked box, which shows none of them; before the first, how many there may be. */
function phraseHint(t: Translate, phrase: string): string {
  const words = wordsOf(phrase).length;
  return words === 0 ? t('welcomePhraseHint') : t.count('welcomePhraseCount', words);
}

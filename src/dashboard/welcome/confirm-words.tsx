import { useState } from 'react';
import { Button, SubmitButton } from '../../ui/controls/button';
import { PasswordField } from '../../ui/controls/password-field';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { Form, FormFoot } from '../form';
import type { Task } from '../../ui/use-task';

const askedBack = 3;

/** The third step: three of the words, from the note. Each is part of the phrase, so its field hides and keeps nothing. */
export function ConfirmWords({
  words,
  task,
  onConfirmed,
  onShowAgain,
}: {
  words: readonly string[];
  task: Task;
  onConfirmed: () => Promise<void>;
  onShowAgain: () => void;
}) {
  const t = useT();
  const [places] = useState(() => pickPlaces(words.length));
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const submit = async () => {
    const missed = places.filter((place) => typed[place]?.trim().toLowerCase() !== words[place]);
    setWrong(missed);
    if (missed.length === 0) await onConfirmed();
  };
  return (
    <>
      <Title lead={t('welcomeConfirmLead')}>{t('welcomeConfirmTitle')}</Title>
      <Form isBusy={task.isRunning} onSubmit={submit}>
        {places.map((place, index) => (
          <PasswordField
            key={place}
            label={t('welcomeConfirmWord', { number: place + 1 })}
            value={typed[place] ?? ''}
            error={wrong.includes(place) ? t('welcomeConfirmWrong', { number: place + 1 }) : undefined}
            hasFocusFirst={index === 0}
            isDisabled={task.isRunning}
            onChange={(word) => {
              setTyped({ ...typed, [place]: word });
              setWrong(wrong.filter((each) => each !== place));
            }}
          />
        ))}
        {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
        <FormFoot>
          <Button isDisabled={task.isRunning} onClick={onShowAgain}>
            {t('welcomeConfirmShowAgain')}
          </Button>
          <SubmitButton isBusy={task.isRunning}>{t('commonContinue')}</SubmitButton>
        </FormFoot>
      </Form>
    </>
  );
}

/** Three places of the phrase, counted from 0, in their order. */
function pickPlaces(count: number): readonly number[] {
  const picked = new Set<number>();
  while (picked.size < Math.min(askedBack, count)) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    picked.add(random % count);
  }
  return [...picked].toSorted((a, b) => a - b);
}

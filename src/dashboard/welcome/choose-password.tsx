import { useState } from 'react';
import { Button, SubmitButton } from '../../ui/controls/button';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { Form, FormFoot } from '../form';
import {
  type NewPasswordErrors,
  NewPasswordFields,
  newPasswordErrors,
  noPassword,
} from '../password/new-password';
import type { Task } from '../../ui/use-task';

/** The first step of a new wallet: its password. */
export function ChoosePassword({
  task,
  onChosen,
  onBack,
}: {
  task: Task;
  onChosen: (password: string) => Promise<void>;
  onBack: () => void;
}) {
  const t = useT();
  const [chosen, setChosen] = useState(noPassword);
  const [errors, setErrors] = useState<NewPasswordErrors>({});
  const submit = async () => {
    const found = newPasswordErrors(t, chosen);
    setErrors(found ?? {});
    if (found === null) await onChosen(chosen.password);
  };
  return (
    <>
      <Title lead={t('welcomePasswordLead')}>{t('welcomePasswordTitle')}</Title>
      <Form isBusy={task.isRunning} onSubmit={submit}>
        <NewPasswordFields
          label={t('welcomePassword')}
          value={chosen}
          errors={errors}
          hasFocusFirst
          isDisabled={task.isRunning}
          onChange={(next) => {
            setChosen(next);
            setErrors({});
          }}
        />
        {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
        <FormFoot>
          <Button isDisabled={task.isRunning} onClick={onBack}>
            {t('commonBack')}
          </Button>
          <SubmitButton isBusy={task.isRunning}>{t('commonContinue')}</SubmitButton>
        </FormFoot>
      </Form>
    </>
  );
}

import { useState } from 'react';
import { Button, SubmitButton } from '../../ui/controls/button';
import { TextField } from '../../ui/controls/text-field';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';
import { useDraft } from '../use-draft';
import { longestName, nameError } from './account-name';

/** The next account of the recovery phrase. */
export function AddAccount({ count, onClose }: { count: number; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const [draft, change, forget] = useDraft('add-account', {
    name: t('accountsNameDefault', { number: count + 1 }),
  });
  const [isTried, setIsTried] = useState(false);
  const error = nameError(t, draft.name);
  const add = async () => {
    setIsTried(true);
    if (error !== undefined) return;
    const outcome = await task.run(() => call('accounts.add', { name: draft.name.trim() }));
    if (!outcome.ok) return;
    say({ text: t('accountsCreated', { name: outcome.value.name }) });
    forget();
    onClose();
  };
  return (
    <Form isBusy={task.isRunning} onSubmit={add}>
      <TextField
        label={t('accountsName')}
        value={draft.name}
        hint={t('accountsNameHint')}
        error={isTried ? error : undefined}
        maxLength={longestName}
        hasFocusFirst
        onChange={(name) => change({ name })}
      />
      {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={task.isRunning}>{t('accountsCreateButton')}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

import { useState } from 'react';
import type { Account } from '../../core/account';
import { Button, SubmitButton } from '../../ui/controls/button';
import { TextField } from '../../ui/controls/text-field';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';
import { longestName, nameError } from './account-name';

/** The account's name, in its place in the list. */
export function RenameAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const [name, setName] = useState(account.name);
  const [isTried, setIsTried] = useState(false);
  const error = nameError(t, name);
  const rename = async () => {
    setIsTried(true);
    if (error !== undefined) return;
    const outcome = await task.run(() =>
      call('accounts.rename', { account: account.address, name: name.trim() }),
    );
    if (!outcome.ok) return;
    say({ text: t('accountsRenamed', { name: name.trim() }) });
    onClose();
  };
  return (
    <Form isBusy={task.isRunning} onSubmit={rename}>
      <TextField
        label={t('accountsName')}
        value={name}
        hint={t('accountsNameHint')}
        error={isTried ? (error ?? task.sentence) : undefined}
        maxLength={longestName}
        hasFocusFirst
        onChange={setName}
      />
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={task.isRunning}>{t('commonSave')}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

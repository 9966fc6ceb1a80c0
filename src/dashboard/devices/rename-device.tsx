import { useState } from 'react';
import { deviceTextLimits } from '../../core/device';
import { Button, SubmitButton } from '../../ui/controls/button';
import { TextField } from '../../ui/controls/text-field';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';

/** The name under which the other devices know this one. */
export function RenameDevice({ name: before, onClose }: { name: string; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const [typed, setTyped] = useState(before);
  const [isTried, setIsTried] = useState(false);
  const name = typed.trim();
  // The field takes no more characters than a name may have.
  const error = name === '' ? t('errorNameEmpty') : undefined;
  const rename = async () => {
    setIsTried(true);
    if (error !== undefined) return;
    const outcome = await task.run(() => call('devices.rename', { name }));
    if (!outcome.ok) return;
    say({ text: t('devicesRenamed', { name }) });
    onClose();
  };
  return (
    <Form isBusy={task.isRunning} onSubmit={rename}>
      <TextField
        label={t('devicesName')}
        value={typed}
        hint={t('devicesNameHint')}
        error={isTried ? (error ?? task.sentence) : undefined}
        maxLength={deviceTextLimits.name}
        hasFocusFirst
        onChange={setTyped}
      />
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={task.isRunning}>{t('commonSave')}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

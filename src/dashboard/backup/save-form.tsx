import { Button, SubmitButton } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';
import { AskedPasswordField, useAskedPassword } from '../password/asked-password';
import { download, nameOfBackup } from './file';

/** Asks for the password, because the file leaves the browser. */
export function SaveForm({
  onSaved,
  onClose,
}: {
  onSaved: (made: { name: string; url: string }) => void;
  onClose: () => void;
}) {
  const t = useT();
  const { call } = useWorker();
  const asked = useAskedPassword();
  const save = async () => {
    const outcome = await asked.use((passwordKey) => call('backup.make', { passwordKey }));
    if (!outcome?.ok) return;
    const { file, madeAt } = outcome.value;
    const name = nameOfBackup(madeAt);
    const url = URL.createObjectURL(new Blob([file], { type: 'application/json' }));
    download(name, url);
    onSaved({ name, url });
  };
  return (
    <Form isBusy={asked.isRunning} onSubmit={save}>
      <AskedPasswordField asked={asked} label={t('unlockPassword')} hasFocusFirst />
      <FormFoot>
        <Button isDisabled={asked.isRunning} onClick={onClose}>
          {t('commonCancel')}
        </Button>
        <SubmitButton isBusy={asked.isRunning} isDisabled={asked.delay !== null}>
          {t('commonSave')}
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}

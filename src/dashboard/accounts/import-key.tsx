import { useState } from 'react';
import { Button, SubmitButton } from '../../ui/controls/button';
import { MaskedPhraseField } from '../../ui/controls/masked-phrase-field';
import { TextField } from '../../ui/controls/text-field';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';
import { useDraft } from '../use-draft';
import { longestName, nameError } from './account-name';

/** An account from a private key, which the recovery phrase does not cover. The name is kept while it is typed, the key never. */
export function ImportKey({ count, onClose }: { count: number; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const [draft, change, forget] = useDraft('import-key', {
    name: t('accountsNameDefault', { number: count + 1 }),
  });
  const [privateKey, setPrivateKey] = useState('');
  const [isTried, setIsTried] = useState(false);
  const error = nameError(t, draft.name);
  const isKeyWrong = task.fault?.fault === 'malformed-key' || task.fault?.fault === 'duplicate-account';
  const keyError = isTried && privateKey.trim() === '' ? t('commonRequired') : undefined;
  const submit = async () => {
    setIsTried(true);
    if (error !== undefined || privateKey.trim() === '') return;
    const outcome = await task.run(() =>
      call('accounts.importKey', { privateKey: privateKey.trim(), name: draft.name.trim() }),
    );
    if (!outcome.ok) return;
    setPrivateKey('');
    forget();
    say({ text: t('accountsImportedNotice', { name: outcome.value.name }) });
    onClose();
  };
  return (
    <Form isBusy={task.isRunning} onSubmit={submit}>
      <MaskedPhraseField
        label={t('accountsPrivateKey')}
        value={privateKey}
        hint={t('accountsPrivateKeyHint')}
        error={keyError ?? (isKeyWrong ? task.sentence : undefined)}
        hasFocusFirst
        onChange={(next) => {
          setPrivateKey(next);
          setIsTried(false);
          task.forgetFault();
        }}
      />
      <TextField
        label={t('accountsName')}
        value={draft.name}
        hint={t('accountsNameHint')}
        error={isTried ? error : undefined}
        maxLength={longestName}
        onChange={(name) => change({ name })}
      />
      {task.sentence && !isKeyWrong && <Notice isAnnounced>{task.sentence}</Notice>}
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={task.isRunning}>{t('accountsImportButton')}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

import { useState } from 'react';
import type { RestoredView } from '../../protocol/ui';
import { Button, SubmitButton } from '../../ui/controls/button';
import { FileField } from '../../ui/controls/file-field';
import { PasswordField } from '../../ui/controls/password-field';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { Form, FormFoot } from '../form';
import { backupKey } from '../password/password-key';
import { ChosenFacts } from './chosen-facts';
import { readChosen, type ChosenBackup } from './file';
import { ReplaceChoice } from './replace-choice';

/** A backup's file and its password. Another wallet is replaced only after the person was told what goes. */
export function RestoreForm({
  backLabel,
  onRestored,
  onBack,
}: {
  backLabel: string;
  onRestored: (restored: RestoredView) => void;
  onBack: () => void;
}) {
  const t = useT();
  const { call } = useWorker();
  const reading = useTask();
  const restoring = useTask();
  const [chosen, setChosen] = useState<ChosenBackup | null>(null);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState({ file: false, password: false });
  const [isOther, setIsOther] = useState(false);
  const [isReplacing, setIsReplacing] = useState(false);
  const isBusy = reading.isRunning || restoring.isRunning;

  const choose = async (file: File) => {
    setChosen(null);
    setMissing({ file: false, password: false });
    setIsOther(false);
    setIsReplacing(false);
    restoring.forgetFault();
    const read = await reading.run(() => readChosen(file));
    if (read.ok) setChosen(read.value);
  };
  const restore = async () => {
    setMissing({ file: chosen === null, password: password === '' });
    if (chosen === null || password === '') return;
    const outcome = await restoring.run(async () => {
      const passwordKey = await backupKey(password, chosen.backup.vault.derivation);
      return call('backup.restore', { file: chosen.text, passwordKey, isReplacing });
    });
    setIsOther(!outcome.ok && outcome.fault === 'other-wallet');
    if (!outcome.ok) return;
    setPassword('');
    onRestored(outcome.value);
  };

  const isPasswordWrong = restoring.fault?.fault === 'wrong-backup-password';
  const isLocked = restoring.fault?.fault === 'locked';
  return (
    <Form isBusy={isBusy} onSubmit={restore}>
      <FileField
        label={t('backupChoose')}
        hint={t('backupDrop')}
        name={chosen?.name ?? null}
        error={missing.file && reading.fault === null ? t('backupNoFile') : reading.sentence}
        accept=".json,application/json"
        isDisabled={isBusy}
        onChoose={(file) => void choose(file)}
      />
      {chosen !== null && <ChosenFacts backup={chosen.backup} />}
      <PasswordField
        label={t('backupPassword')}
        hint={t('backupPasswordHint')}
        value={password}
        error={missing.password ? t('errorPasswordEmpty') : isPasswordWrong ? restoring.sentence : undefined}
        isDisabled={restoring.isRunning}
        onChange={(typed) => {
          setPassword(typed);
          setMissing({ ...missing, password: false });
          restoring.forgetFault();
        }}
      />
      {restoring.sentence && !isPasswordWrong && (
        <Notice isAnnounced kind={isOther ? 'caution' : 'info'}>
          {isLocked ? t('backupUnlockFirst') : restoring.sentence}
        </Notice>
      )}
      {isOther && <ReplaceChoice isChecked={isReplacing} onChange={setIsReplacing} />}
      <FormFoot>
        <Button isDisabled={isBusy} onClick={onBack}>
          {backLabel}
        </Button>
        <SubmitButton isBusy={isBusy} isDisabled={isOther && !isReplacing}>
          {t('backupRestoreButton')}
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}

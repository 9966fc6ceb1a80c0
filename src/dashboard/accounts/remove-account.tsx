import type { Account } from '../../core/account';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useWorker } from '../../ui/use-query';
import { AskedPasswordField, useAskedPassword } from '../password/asked-password';
import { Form } from '../form';

/** Asks before an account leaves the vault, and for the password. */
export function RemoveAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const asked = useAskedPassword();
  const { address, name, source } = account;
  const remove = async () => {
    const outcome = await asked.use((passwordKey) =>
      call('accounts.remove', { account: address, passwordKey }),
    );
    if (!outcome?.ok) return;
    say({ text: t('accountsRemoved', { name }) });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('accountsRemoveQuestion', { name })}
      confirm={t('accountsRemove')}
      isBusy={asked.isRunning}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <div className="question">
        <p>{t(source.kind === 'phrase' ? 'accountsRemoveLead' : 'accountsRemoveImportedLead')}</p>
        <Form isBusy={asked.isRunning} onSubmit={remove}>
          <AskedPasswordField asked={asked} label={t('accountsRevealPassword')} />
        </Form>
      </div>
    </ConfirmDialog>
  );
}

import { ApproveButton } from '../../ui/controls/approve-button';
import { Button } from '../../ui/controls/button';
import { Dialog } from '../../ui/feedback/dialog';
import { LoadingState } from '../../ui/feedback/loading-state';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import type { SessionView } from '../../protocol/ui';
import { useQuery, useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { readTexts, useDraft } from '../use-draft';
import { AccountChoice } from './account-choice';
import { ActiveAccountField, inUseFirst } from './active-account-field';

/** Which accounts a site sees from now on, and which of them it works with. */
export function ChangeAccounts({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const { run, isRunning, sentence } = useTask();
  const accounts = useQuery('accounts.list', {}, ['accounts']).value;
  const networks = useQuery('networks.list', {}, ['networks']).value;
  const seen = session.accounts.map(({ address }) => address);
  const draft = useDraft<readonly string[]>(`accounts:${session.id}`, seen, readTexts);
  const granted = inUseFirst(accounts ?? [], draft.value);
  const close = () => {
    draft.forget();
    onClose();
  };
  const save = async () => {
    const chosen = granted.map(({ address }) => address);
    const outcome = await run(() => call('session.changeAccounts', { key: session.key, accounts: chosen }));
    if (!outcome.ok) return;
    say({ text: t('sessionAccountsChanged') });
    close();
  };
  return (
    <Dialog title={t('connectEditHeading', { host: session.host })} onClose={close}>
      {accounts !== null && draft.isKnown ? (
        <>
          <AccountChoice
            accounts={accounts}
            network={networks?.find(({ chain }) => chain === session.chain) ?? null}
            chosen={granted.map(({ address }) => address)}
            onChange={draft.change}
          />
          <ActiveAccountField granted={granted} onChange={draft.change} />
        </>
      ) : (
        <LoadingState lines={4} />
      )}
      {sentence && (
        <p className="foot-fault" role="alert">
          {sentence}
        </p>
      )}
      <div className="foot">
        <Button onClick={close}>{t('commonCancel')}</Button>
        <ApproveButton
          subject={`accounts:${session.id}`}
          isBusy={isRunning}
          isDisabled={granted.length === 0}
          onApprove={() => void save()}
        >
          {t('commonSave')}
        </ApproveButton>
      </div>
    </Dialog>
  );
}

import { useState } from 'react';
import type { AccountDevices } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useWorker } from '../../ui/use-query';
import { Form } from '../form';
import { AskedPasswordField, useAskedPassword } from '../password/asked-password';
import { PhraseLink } from '../password/phrase-link';
import { takersOf } from './known-devices';
import { nameDevices } from './standing-words';

/** "Make this the active device", where another one is, or none. The question stays while the answer is carried out. */
export function Activate({ account, describedBy }: { account: AccountDevices; describedBy: string }) {
  const t = useT();
  const [asked, setAsked] = useState<AccountDevices | null>(null);
  const { standing } = account.standing;
  return (
    <>
      {(standing === 'elsewhere' || standing === 'free') && (
        <Button kind="quiet" describedBy={describedBy} onClick={() => setAsked(account)}>
          {t('devicesActivate')}
        </Button>
      )}
      {asked !== null && <ActivateDialog account={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** Asks for the password before this device becomes the active one (SEC-31), and says what ends by it. */
function ActivateDialog({ account: known, onClose }: { account: AccountDevices; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const asked = useAskedPassword();
  const [isPhraseNeeded, setPhraseNeeded] = useState(false);
  const { address, name } = known.account;
  const takers = takersOf(known);
  const activate = async () => {
    const outcome = await asked.use((passwordKey) =>
      call('devices.activate', { account: address, passwordKey }),
    );
    setPhraseNeeded(outcome?.ok === false && outcome.fault === 'claim-needs-phrase');
    if (!outcome?.ok) return;
    say({ text: t('devicesActivated', { account: name }) });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('devicesActivateQuestion', { account: name })}
      confirm={t('devicesActivate')}
      isBusy={asked.isRunning}
      onConfirm={() => void activate()}
      onCancel={onClose}
    >
      <div className="question">
        <p>
          {takers.length === 0
            ? t('devicesActivateFree')
            : t('devicesActivateElsewhere', { devices: nameDevices(t, takers) })}
        </p>
        <Form isBusy={asked.isRunning} onSubmit={activate}>
          <AskedPasswordField asked={asked} label={t('unlockPassword')} />
        </Form>
        {isPhraseNeeded && <PhraseLink />}
      </div>
    </ConfirmDialog>
  );
}

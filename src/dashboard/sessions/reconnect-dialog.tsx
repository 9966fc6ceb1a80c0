import { useId, useLayoutEffect, useRef } from 'react';
import { minute } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { ApproveButton } from '../../ui/controls/approve-button';
import { Button } from '../../ui/controls/button';
import { disownPage } from '../../ui/device/disown-page';
import { TakeOverNotice } from '../../ui/device/take-over-notice';
import { useTakeOver } from '../../ui/device/use-take-over';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { formatLength } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { EndExplanation } from '../../ui/pass/end-explanation';
import { WaitingNote } from '../../ui/pass/pass';
import { useWorker } from '../../ui/use-query';
import { useOverview, useRulesNow } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import { AskedPasswordField, useAskedPassword } from '../password/asked-password';

/** Takes an ended session up again: why it ended, what waits, and, after a second of attention (SEC-7), the button. */
export function ReconnectDialog({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const asked = useAskedPassword();
  const id = useId();
  const now = useRulesNow(minute);
  const { vault } = useOverview();
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  // The focus is on the refusing button first (SEC-7), and returns to where it was, for which it closes before it goes.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    cancel.current?.focus();
    return () => element?.close();
  }, []);
  const { key, host, end } = session;
  const [account] = session.accounts;
  const isRunning = task.isRunning || asked.isRunning;
  const isLocked = vault === 'locked';
  const takeOver = useTakeOver(session.accounts, asked.fault ?? task.fault);
  const isTakingOver = takeOver.question !== null;
  // Unlocking on the way is not the end of it: the field stays until it is known how it went.
  const isPasswordAsked = isLocked || session.isPasswordAsked || isTakingOver || asked.isRunning;
  const passwordHint = () => {
    if (isLocked) return t('reconnectPasswordHint');
    return session.isPasswordAsked ? t('reconnectPasswordHintPublic') : undefined;
  };

  const reconnect = async () => {
    task.forgetFault();
    const outcome = isPasswordAsked
      ? await asked.use((passwordKey) => call('session.reconnect', { key, passwordKey, isTakingOver }))
      : await task.run(() => call('session.reconnect', { key, passwordKey: null, isTakingOver }));
    if (!outcome?.ok) return;
    say({ text: t('reconnectDone', { host }) });
    onClose();
  };

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={`${id}title`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={`${id}title`}>{t('reconnectHeading')}</h2>
      <div className="dialog-content">
        <HostName host={host} />
        {end !== null && (
          <EndExplanation end={end} now={now} disownAt={account && `#/${disownPage(account)}`} />
        )}
        {session.waiting > 0 && <WaitingNote count={session.waiting}>{t('requestWaitingAfter')}</WaitingNote>}
        <p>{t('reconnectSame', { length: formatLength(t, session.term.absoluteLimit) })}</p>
        <TakeOverNotice takeOver={takeOver} />
        {isPasswordAsked && (
          <AskedPasswordField
            asked={takeOver.isFaultSaid ? { ...asked, sentence: undefined } : asked}
            label={t('reconnectPassword')}
            hint={passwordHint()}
          />
        )}
        {!takeOver.isFaultSaid && task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      </div>
      <div className="foot">
        <Button ref={cancel} isDisabled={isRunning} onClick={onClose}>
          {t('commonCancel')}
        </Button>
        <ApproveButton
          subject={`${key} ${session.id}${isTakingOver ? ' taking over' : ''}`}
          isDisabled={isPasswordAsked && asked.delay !== null}
          isBusy={isRunning}
          onApprove={() => void reconnect()}
        >
          {t('reconnectButton')}
        </ApproveButton>
      </div>
    </dialog>
  );
}

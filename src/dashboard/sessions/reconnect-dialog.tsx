import { useId, useLayoutEffect, useRef } from 'react';
import { minute } from '../../core/units';
import type { SessionView } from '../../protocol/ui';
import { HostName } from '../../ui/account/host-name';
import { ApproveButton } from '../../ui/controls/approve-button';
import { Button } from '../../ui/controls/button';
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
  const isRunning = task.isRunning || asked.isRunning;
  const isLocked = vault === 'locked';
  const isPasswordAsked = isLocked || session.isPasswordAsked;

  const reconnect = async () => {
    const outcome = isPasswordAsked
      ? await asked.use((passwordKey) => call('session.reconnect', { key, passwordKey }))
      : await task.run(() => call('session.reconnect', { key, passwordKey: null }));
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
        {end !== null && <EndExplanation end={end} now={now} />}
        {session.waiting > 0 && <WaitingNote count={session.waiting}>{t('requestWaitingAfter')}</WaitingNote>}
        <p>{t('reconnectSame', { length: formatLength(t, session.term.absoluteLimit) })}</p>
        {isPasswordAsked && (
          <AskedPasswordField
            asked={asked}
            label={t('reconnectPassword')}
            hint={t(isLocked ? 'reconnectPasswordHint' : 'reconnectPasswordHintPublic')}
          />
        )}
        {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      </div>
      <div className="foot">
        <Button ref={cancel} isDisabled={isRunning} onClick={onClose}>
          {t('commonCancel')}
        </Button>
        <ApproveButton
          subject={`${key} ${session.id}`}
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

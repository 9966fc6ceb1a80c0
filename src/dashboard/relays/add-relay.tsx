import { useState } from 'react';
import { parseRelay } from '../../core/relay-address';
import { Button, SubmitButton } from '../../ui/controls/button';
import { TextField } from '../../ui/controls/text-field';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';
import { useDraft } from '../use-draft';
import { relayError } from './relay-list';
import { relayName } from './relay-words';
import { useTrial } from './use-trial';

/** One more relay, by its address. It may be tried first. */
export function AddRelay({ known, onClose }: { known: readonly string[]; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const adding = useTask();
  const trial = useTrial();
  const [draft, change, forget] = useDraft('add-relay', { address: '' });
  const [isTried, setIsTried] = useState(false);
  const error = relayError(t, draft.address, known);
  const relay = parseRelay(draft.address.trim());
  const add = async () => {
    setIsTried(true);
    if (error !== undefined || relay === null) return;
    const outcome = await adding.run(() => call('relays.set', { relays: [...known, relay] }));
    if (!outcome.ok) return;
    forget();
    say({ text: t('relaysAdded', { name: relayName(relay) }) });
    onClose();
  };
  return (
    <Form isBusy={adding.isRunning} onSubmit={add}>
      <div className="field-group">
        <TextField
          label={t('relaysAddress')}
          value={draft.address}
          hint={isTried && error !== undefined ? undefined : t('relaysAddressHint')}
          error={isTried ? error : undefined}
          isCode
          hasFocusFirst
          inputMode="url"
          maxLength={500}
          onChange={(address) => {
            change({ address });
            adding.forgetFault();
            trial.forget();
          }}
        />
        <Button
          kind="quiet"
          isDisabled={trial.isRunning || relay === null}
          onClick={() => void (relay !== null && trial.test(relay))}
        >
          {t('relaysTest')}
        </Button>
        <p className="said" role="status">
          {trial.said}
        </p>
      </div>
      {adding.sentence && <Notice isAnnounced>{adding.sentence}</Notice>}
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={adding.isRunning}>{t('relaysAddButton')}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

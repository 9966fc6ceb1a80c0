import { useState } from 'react';
import { parsePairing } from '../../core/pairing';
import { Button, SubmitButton } from '../../ui/controls/button';
import { TextField } from '../../ui/controls/text-field';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';
import { areSameRelays } from '../relays/relay-list';
import { RelayNames } from './relay-names';
import { relayNames } from '../relays/relay-words';

/** The relays of another device, by its pairing text. They are named before they are used. */
export function PairingForm({ known, onClose }: { known: readonly string[]; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const named = parsePairing(text);
  const error = text.trim() === '' ? t('commonRequired') : t('relaysPasteBad');
  const use = async () => {
    setIsTried(true);
    if (named === null) return;
    const outcome = await task.run(() => call('relays.set', { relays: [...named] }));
    if (!outcome.ok) return;
    say({ text: t('relaysUsed') });
    onClose();
  };
  return (
    <Form isBusy={task.isRunning} onSubmit={use}>
      <TextField
        label={t('relaysPairing')}
        value={text}
        hint={t('relaysPasteHint')}
        error={isTried && named === null ? error : undefined}
        isCode
        hasFocusFirst
        isDisabled={task.isRunning}
        onChange={(next) => {
          setText(next);
          setIsTried(false);
          task.forgetFault();
        }}
      />
      <div className="stack" role="status">
        {named !== null && (
          <>
            <p>{t.count('relaysNamed', named.length)}</p>
            <RelayNames label={t('relaysPairing')} relays={named} />
            <Difference named={named} known={known} />
          </>
        )}
      </div>
      {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={task.isRunning}>{t('relaysUse')}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

/** What using them would change here. */
function Difference({ named, known }: { named: readonly string[]; known: readonly string[] }) {
  const t = useT();
  if (known.length === 0) return null;
  if (areSameRelays(named, known)) return <p className="quiet">{t('relaysSame')}</p>;
  return (
    <Notice kind="caution" title={t('relaysOtherTitle')}>
      {t('relaysOther', { names: relayNames(t, known) })}
    </Notice>
  );
}

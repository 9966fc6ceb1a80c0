import { useState } from 'react';
import type { Network } from '../../core/network';
import { Button, SubmitButton } from '../../ui/controls/button';
import { CheckRow } from '../../ui/controls/check-row';
import { TextField } from '../../ui/controls/text-field';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { useT } from '../../ui/language';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Form, FormFoot } from '../form';
import { useDraft } from '../use-draft';
import { hostOfEndpoint } from './endpoint';
import { emptyNetwork, fieldErrors, faultErrors, networkOf } from './network-draft';

/** A network by hand. The endpoint is asked for its chain, here on demand and by the worker in any case (SEC-12). */
export function AddNetwork({ known, onClose }: { known: readonly Network[]; onClose: () => void }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const adding = useTask();
  const testing = useTask();
  const [draft, changeDraft, forget] = useDraft('add-network', emptyNetwork);
  const [isTried, setIsTried] = useState(false);
  const [heard, setHeard] = useState('');
  const found = fieldErrors(t, draft, known);
  const refused = adding.fault ? faultErrors(t, adding.fault, draft) : null;
  const errors = { ...(isTried ? found : null), ...refused };
  const isElsewhere = adding.sentence !== undefined && refused === null;
  const change = (changed: Partial<typeof emptyNetwork>) => {
    changeDraft(changed);
    adding.forgetFault();
  };

  const test = async () => {
    setHeard('');
    const endpoint = draft.endpoint.trim();
    const outcome = await testing.run(() => call('networks.test', { endpoint }));
    if (!outcome.ok) {
      const isDead = outcome.fault === 'chain-unreachable';
      if (isDead) setHeard(t('errorEndpointDead', { host: hostOfEndpoint(endpoint) }));
      return;
    }
    const { chain, took } = outcome.value;
    setHeard(t('networksTestGood', { chain, millis: Math.round(took) }));
    if (draft.chain.trim() === '') change({ chain: String(chain) });
  };
  const add = async () => {
    setIsTried(true);
    if (found !== null) return;
    const network = networkOf(draft);
    const outcome = await adding.run(() => call('networks.add', network));
    if (!outcome.ok) return;
    forget();
    say({ text: t('networksAdded', { name: network.name }) });
    onClose();
  };

  return (
    <Form isBusy={adding.isRunning} onSubmit={add}>
      <TextField
        label={t('networksName')}
        value={draft.name}
        error={errors.name}
        maxLength={64}
        hasFocusFirst
        onChange={(name) => change({ name })}
      />
      <div className="field-group">
        <TextField
          label={t('networksEndpointUrl')}
          value={draft.endpoint}
          hint={t('networksEndpointHint')}
          error={errors.endpoint}
          isCode
          inputMode="url"
          maxLength={500}
          onChange={(endpoint) => {
            change({ endpoint });
            setHeard('');
            testing.forgetFault();
          }}
        />
        <Button
          kind="quiet"
          isDisabled={testing.isRunning || draft.endpoint.trim() === ''}
          onClick={() => void test()}
        >
          {t('networksTest')}
        </Button>
        <p className="said" role="status">
          {testing.isRunning ? t('networksTesting') : heard || testing.sentence}
        </p>
      </div>
      <div className="field-pair">
        <TextField
          label={t('networksChainId')}
          value={draft.chain}
          error={errors.chain}
          inputMode="numeric"
          maxLength={16}
          onChange={(chain) => change({ chain })}
        />
        <TextField
          label={t('networksSymbol')}
          value={draft.symbol}
          error={errors.symbol}
          maxLength={11}
          onChange={(symbol) => change({ symbol })}
        />
      </div>
      <TextField
        label={t('networksExplorerUrl')}
        value={draft.explorer}
        hint={t('networksOptional')}
        error={errors.explorer}
        isCode
        inputMode="url"
        maxLength={500}
        onChange={(explorer) => change({ explorer })}
      />
      <CheckRow
        label={t('networkTestnet')}
        detail={t('networksTestnetHint')}
        isChecked={draft.testnet === 'yes'}
        onChange={(isTestnet) => change({ testnet: isTestnet ? 'yes' : '' })}
      />
      {isElsewhere && <Notice isAnnounced>{adding.sentence}</Notice>}
      <FormFoot>
        <Button onClick={onClose}>{t('commonCancel')}</Button>
        <SubmitButton isBusy={adding.isRunning}>{t('networksAddButton')}</SubmitButton>
      </FormFoot>
    </Form>
  );
}

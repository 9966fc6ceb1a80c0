import type { Address } from '../../../core/address';
import type { ChainId } from '../../../core/session';
import type { RequestView } from '../../../protocol/ui';
import { SelectField } from '../../../ui/controls/select-field';
import { LoadingState } from '../../../ui/feedback/loading-state';
import { Notice } from '../../../ui/feedback/notice';
import { useT } from '../../../ui/language';
import { useOverview } from '../../../ui/use-overview';
import { useQuery } from '../../../ui/use-query';
import { AccountChoice } from '../../sessions/account-choice';
import { useDraft } from '../../use-draft';
import { type ConnectDraft, readConnectDraft } from './connect-draft';
import { Question } from '../question';
import { firstLength, termChoiceOf } from './term-choice';
import { TermField } from './term-field';
import type { Decision } from '../use-decision';

/** Whether a site may be let in: which accounts it sees, on which network, for how long. */
export function ConnectScreen({ view }: { view: RequestView }) {
  const t = useT();
  const { account, network, settings } = useOverview();
  const accounts = useQuery('accounts.list', {}, ['accounts']).value;
  const networks = useQuery('networks.list', {}, ['networks']).value;
  const first: ConnectDraft = {
    accounts: account ? [account.address] : [],
    chain: network.chain,
    length: firstLength,
  };
  const draft = useDraft(`request:${view.id}`, first, readConnectDraft);
  const isLoaded = accounts !== null && networks !== null && draft.isKnown;

  const { value: chosen, change } = draft;
  const chosenNetwork = networks?.find(({ chain }) => chain === chosen.chain) ?? network;
  const granted = (accounts ?? [])
    .map(({ address }) => address)
    .filter((each) => chosen.accounts.includes(each));
  const term = termChoiceOf(chosen.length, settings.profile);
  const connect = async (decision: Decision) => {
    if (term === null) return;
    await decision.decide('request.connect', {
      id: view.id,
      accounts: firstInUse(granted, account?.address),
      chain: chosenNetwork.chain,
      term,
    });
  };

  return (
    <Question
      view={view}
      heading={t('connectHeading', { host: view.host })}
      lead={t('connectLead')}
      account={account}
      network={network}
      refuse={t('connectDecline')}
      approve={t('connectButton')}
      isReady={isLoaded && granted.length > 0 && term !== null}
      onApprove={connect}
    >
      {view.isPrivate && <Notice title={t('privateSession')}>{t('privateAdvice')}</Notice>}
      {isLoaded ? (
        <>
          <AccountChoice
            accounts={accounts}
            network={chosenNetwork}
            chosen={granted}
            onChange={(next) => change({ ...chosen, accounts: next })}
          />
          <TermField
            chosen={chosen.length}
            profile={settings.profile}
            onChange={(length) => change({ ...chosen, length })}
          />
          <SelectField
            label={t('connectNetwork')}
            value={`${chosenNetwork.chain}`}
            options={networks.map(({ chain, name }) => ({ value: `${chain}`, label: name }))}
            onChange={(chain) => change({ ...chosen, chain: Number(chain) satisfies ChainId })}
          />
        </>
      ) : (
        <LoadingState lines={6} />
      )}
    </Question>
  );
}

/** The account of the first screen goes first, as the one in use, where the site may see it. */
function firstInUse(granted: readonly Address[], current: Address | undefined): Address[] {
  return granted.toSorted((one, other) => Number(other === current) - Number(one === current));
}

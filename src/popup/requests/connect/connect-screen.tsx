import type { Account } from '../../../core/account';
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
import { ConnectQuestion } from './connect-question';
import { firstLength, termChoiceOf } from './term-choice';
import { TermField } from './term-field';

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
  const granted = (accounts ?? []).filter(({ address }) => chosen.accounts.includes(address));
  const term = termChoiceOf(chosen.length, settings.profile);

  return (
    <ConnectQuestion
      view={view}
      heading={t('connectHeading', { host: view.host })}
      lead={t('connectLead')}
      account={account}
      network={network}
      refuse={t('connectDecline')}
      approve={t('connectButton')}
      accounts={firstInUse(granted, account?.address)}
      grant={term && { chain: chosenNetwork.chain, term }}
      isReady={isLoaded}
    >
      {view.isPrivate && <Notice title={t('privateSession')}>{t('privateAdvice')}</Notice>}
      {isLoaded ? (
        <>
          <AccountChoice
            accounts={accounts}
            network={chosenNetwork}
            chosen={granted.map(({ address }) => address)}
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
    </ConnectQuestion>
  );
}

/** The account of the first screen goes first, as the one in use, where the site may see it. */
function firstInUse(granted: readonly Account[], current: Address | undefined): Account[] {
  return granted.toSorted(
    (one, other) => Number(other.address === current) - Number(one.address === current),
  );
}

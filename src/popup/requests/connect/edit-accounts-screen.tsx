import type { RequestView } from '../../../protocol/ui';
import { LoadingState } from '../../../ui/feedback/loading-state';
import { useT } from '../../../ui/language';
import { useOverview } from '../../../ui/use-overview';
import { useQuery } from '../../../ui/use-query';
import { AccountChoice } from '../../sessions/account-choice';
import { ActiveAccountField, inUseFirst } from '../../sessions/active-account-field';
import { readTexts, useDraft } from '../../use-draft';
import { ConnectQuestion } from './connect-question';

/** A connected site asks which accounts it may see (EIP-2255). Its term stays as it is. */
export function EditAccountsScreen({ view }: { view: RequestView }) {
  const t = useT();
  const { account, network } = useOverview();
  const accounts = useQuery('accounts.list', {}, ['accounts']).value;
  const seen = view.session?.accounts.map(({ address }) => address) ?? [];
  const draft = useDraft<readonly string[]>(`request:${view.id}`, seen, readTexts);
  const granted = inUseFirst(accounts ?? [], draft.value);
  const chain = view.session?.chain ?? network.chain;
  const heading = t('connectEditHeading', { host: view.host });
  return (
    <ConnectQuestion
      view={view}
      heading={heading}
      lead={t('connectLead')}
      account={view.session?.accounts[0] ?? account}
      refuse={t('networkReject')}
      approve={t('networkApprove')}
      accounts={granted}
      grant={{ chain, term: view.session?.term.choice ?? { kind: 'profile-default' } }}
      isReady={accounts !== null && draft.isKnown}
    >
      {accounts !== null && draft.isKnown ? (
        <>
          <AccountChoice
            accounts={accounts}
            network={view.network}
            chosen={granted.map(({ address }) => address)}
            onChange={draft.change}
          />
          <ActiveAccountField granted={granted} onChange={draft.change} />
        </>
      ) : (
        <LoadingState lines={5} />
      )}
    </ConnectQuestion>
  );
}

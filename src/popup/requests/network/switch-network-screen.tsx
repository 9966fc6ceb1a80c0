import type { ChainId } from '../../../core/session';
import type { RequestView } from '../../../protocol/ui';
import { HostName } from '../../../ui/account/host-name';
import { Said, useT } from '../../../ui/language';
import { KeyValue, KeyValueList } from '../../../ui/layout/key-value-list';
import { useQuery } from '../../../ui/use-query';
import { Question } from '../question';

/** A site would like its session to move to another chain (EIP-3326). */
export function SwitchNetworkScreen({ view, chain }: { view: RequestView; chain: ChainId }) {
  const t = useT();
  const networks = useQuery('networks.list', {}, ['networks']).value;
  const next = networks?.find((network) => network.chain === chain);
  return (
    <Question
      view={view}
      heading={t('networkSwitchHeading')}
      lead={<Said message="networkSwitchLead" with={{ host: <HostName host={view.host} /> }} />}
      account={view.session?.accounts[0] ?? null}
      refuse={t('networkReject')}
      approve={t('networkApprove')}
      isReady={networks !== null}
    >
      <KeyValueList>
        <KeyValue label={t('networkSwitchFrom')}>{view.network?.name ?? t('commonUnknown')}</KeyValue>
        <KeyValue label={t('networkSwitchTo')} isStrong>
          {next?.name ?? chain}
        </KeyValue>
        <KeyValue label={t('networkChainId')}>{chain}</KeyValue>
        {next?.isTestnet === true && <KeyValue label={t('commonNote')}>{t('networkTestnet')}</KeyValue>}
      </KeyValueList>
    </Question>
  );
}

import { useState } from 'react';
import type { Network } from '../../core/network';
import { Button } from '../../ui/controls/button';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useOverview } from '../../ui/use-overview';
import { useQuery } from '../../ui/use-query';
import { Page } from '../page';
import { Panel } from '../panel';
import { goTo } from '../route';
import { AddNetwork } from './add-network';
import { NetworkCard } from './network-card';
import { RemoveNetwork } from './remove-network';

/** Every network that the wallet can speak to, by whom it was added, and the way to add one by hand. */
export function Networks({ part }: { part: string }) {
  const t = useT();
  const { network: current } = useOverview();
  const networks = useQuery('networks.list', {}, ['networks']);
  const [leaving, setLeaving] = useState<Network | null>(null);
  const known = networks.value ?? [];
  const builtIn = known.filter(({ source }) => source === 'built-in');
  const added = known.filter(({ source }) => source !== 'built-in');
  const listOf = (title: string, some: readonly Network[]) => (
    <Section title={title}>
      <ul className="rows" aria-label={title}>
        {some.map((network) => (
          <NetworkCard
            key={network.chain}
            network={network}
            isCurrent={network.chain === current.chain}
            onRemove={() => setLeaving(network)}
          />
        ))}
      </ul>
    </Section>
  );
  return (
    <Page title={t('networksHeading')} lead={t('networksLead')}>
      <div className="actions">
        <Button onClick={() => goTo('networks', 'add')}>{t('networksAdd')}</Button>
      </div>
      {part === 'add' && (
        <Panel title={t('networksAdd')} lead={t('networksAddLead')}>
          <AddNetwork known={known} onClose={() => goTo('networks')} />
        </Panel>
      )}
      {networks.state === 'loading' && <LoadingState lines={6} />}
      {networks.state === 'failed' && <ErrorState onRetry={networks.reload} />}
      {added.length > 0 && listOf(t('networksOwn'), added)}
      {builtIn.length > 0 && listOf(t('networksKnown'), builtIn)}
      {leaving !== null && <RemoveNetwork network={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

import { Button } from '../../ui/controls/button';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useOverview } from '../../ui/use-overview';
import { useQuery } from '../../ui/use-query';
import { Page } from '../page';
import { Panel } from '../panel';
import { goTo } from '../route';
import { AddRelay } from './add-relay';
import { DevicesQuestion } from '../pairing/devices-question';
import { FirstRelays } from '../pairing/first-relays';
import { PairDevice } from '../pairing/pair-device';
import { PairingForm } from '../pairing/pairing-form';
import { RelayRows } from './relay-rows';

/** Where the devices of an account meet: the relays in use, how they do, and the way to others. */
export function Relays({ part }: { part: string }) {
  const t = useT();
  const { relays: chosen, areRelaysManaged } = useOverview().settings;
  const view = useQuery('relays.list', {}, ['relays', 'settings']);
  const hasRelays = chosen.length > 0;
  const close = () => goTo('relays');
  return (
    <Page title={t('relaysHeading')} lead={t('relaysLead')}>
      {areRelaysManaged && <Notice>{t('relaysManaged')}</Notice>}
      <div className="actions">
        {!areRelaysManaged && <Button onClick={() => goTo('relays', 'add')}>{t('relaysAdd')}</Button>}
        {hasRelays && (
          <>
            <Button onClick={() => goTo('relays', 'pair')}>{t('relaysPair')}</Button>
            {!areRelaysManaged && <Button onClick={() => goTo('relays', 'paste')}>{t('relaysPaste')}</Button>}
          </>
        )}
      </div>
      {part === 'add' && !areRelaysManaged && (
        <Panel title={t('relaysAdd')} lead={t('relaysAddLead')}>
          <AddRelay known={chosen} onClose={close} />
        </Panel>
      )}
      {part === 'pair' && hasRelays && <PairDevice relays={chosen} onClose={close} />}
      {part === 'paste' && hasRelays && !areRelaysManaged && (
        <Panel title={t('relaysPaste')}>
          <PairingForm known={chosen} onClose={close} />
        </Panel>
      )}
      {!hasRelays && <NoRelays />}
      {hasRelays && view.state === 'loading' && <LoadingState lines={6} />}
      {hasRelays && view.state === 'failed' && <ErrorState onRetry={view.reload} />}
      {view.value !== null && view.value.relays.length > 0 && <RelayRows view={view.value} />}
      <Section title={t('relaysSeesTitle')}>
        <div className="prose">
          <p>{t('relaysSees')}</p>
          <p>{t('relaysSeesNot')}</p>
          <p>{t('relaysCannotInvent')}</p>
        </div>
      </Section>
    </Page>
  );
}

/** This is the only device, or nobody has said yet whether it is. */
function NoRelays() {
  const t = useT();
  const { areDevicesDecided } = useOverview().settings;
  if (!areDevicesDecided) return <DevicesQuestion />;
  return (
    <Panel title={t('relaysOnlyTitle')} lead={t('relaysOnlyLead')}>
      <FirstRelays suggest={t('relaysUseSuggested')} />
    </Panel>
  );
}

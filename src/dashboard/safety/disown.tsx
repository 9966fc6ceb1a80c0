import { useState } from 'react';
import type { DevicesView } from '../../protocol/ui';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import type { Query } from '../../ui/use-query';
import { type Taker, takersOf } from '../devices/known-devices';
import { DisownForm } from './disown-form';
import { Disowned } from './disowned';
import { SubPage } from './sub-page';

/** "This wasn't me": which device took the account and when, the way to take it back, and then what to do next. */
export function Disown({ address, devices }: { address: string; devices: Query<DevicesView> }) {
  const t = useT();
  const { value, state, reload } = devices;
  return (
    <SubPage title={t('devicesDisown')} lead={t('devicesDisownLead')}>
      {state === 'loading' && <LoadingState lines={4} />}
      {state === 'failed' && <ErrorState onRetry={reload} />}
      {value !== null && <Taken address={address} accounts={value.accounts} />}
    </SubPage>
  );
}

function Taken({ address, accounts }: { address: string; accounts: DevicesView['accounts'] }) {
  const t = useT();
  const { takenOver } = useOverview();
  /** How many sessions were ended by taking it back. */
  const [ended, setEnded] = useState<number | null>(null);
  /** Who had the account when the person took it back: what was read stays while that goes on. */
  const [before, setBefore] = useState<readonly Taker[] | null>(null);
  const known = accounts.find(({ account }) => account.address === address);
  if (known === undefined) return <EmptyState title={t('devicesDisownNoAccount')} />;
  const { account, standing } = known;
  if (ended !== null) return <Disowned account={account} ended={ended} />;
  const told = takenOver.find((each) => each.account.address === address);
  const takers = before ?? takersOf(known, told);
  const isUnknown = standing.standing === 'away' || standing.standing === 'locked';
  if (before === null && takers.length === 0 && !isUnknown) {
    return (
      <EmptyState title={t('devicesDisownNothing')}>
        {t('devicesDisownNothingLead', { account: account.name })}
      </EmptyState>
    );
  }
  return (
    <DisownForm account={account} takers={takers} onBegin={() => setBefore(takers)} onDisowned={setEnded} />
  );
}

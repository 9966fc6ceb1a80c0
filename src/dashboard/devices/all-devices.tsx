import type { DevicesView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useOverview } from '../../ui/use-overview';
import type { Query } from '../../ui/use-query';
import { Page } from '../page';
import { Panel } from '../panel';
import { UnlockForm } from '../password/unlock-form';
import { goTo, hrefOf } from '../route';
import { AccountCard } from './account-card';
import { ThisDevice } from './this-device';

/** This device, and for every account which device is active and which others are known. */
export function AllDevices({ devices }: { devices: Query<DevicesView> }) {
  const t = useT();
  const { value } = devices;
  return (
    <Page title={t('navigationDevices')} lead={t('devicesLead')}>
      {devices.state === 'loading' && <LoadingState lines={6} />}
      {devices.state === 'failed' && <ErrorState onRetry={devices.reload} />}
      {value !== null && (
        <>
          <Section title={t('devicesThis')}>
            <ThisDevice self={value.self} />
          </Section>
          {value.relays === 0 ? <OnlyDevice /> : <Accounts accounts={value.accounts} />}
        </>
      )}
      <Notice title={t('devicesUnseenTitle')}>{t('devicesUnseen')}</Notice>
      <div className="actions">
        <Button onClick={() => goTo('devices', 'lost')}>{t('devicesLost')}</Button>
      </div>
    </Page>
  );
}

function OnlyDevice() {
  const t = useT();
  return (
    <Notice
      title={t('devicesOnly')}
      action={
        <a className="link" href={hrefOf('relays')}>
          {t('devicesChooseRelays')}
        </a>
      }
    >
      {t('devicesOnlyMeaning')}
    </Notice>
  );
}

function Accounts({ accounts }: Pick<DevicesView, 'accounts'>) {
  const t = useT();
  const { vault } = useOverview();
  const isAnyLocked = accounts.some(({ standing }) => standing.standing === 'locked');
  return (
    <Section title={t('devicesAccounts')}>
      <div className="stack">
        {isAnyLocked && vault === 'locked' && (
          <Panel title={t('unlockTitle')} lead={t('devicesUnlockLead')}>
            <UnlockForm />
          </Panel>
        )}
        <ul className="cards" aria-label={t('devicesAccounts')}>
          {accounts.map((account) => (
            <AccountCard key={account.account.address} account={account} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

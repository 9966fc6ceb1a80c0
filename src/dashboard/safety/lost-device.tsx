import { useId } from 'react';
import { minute } from '../../core/units';
import type { AccountDevices, DevicesView } from '../../protocol/ui';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useRulesNow } from '../../ui/use-overview';
import type { Query } from '../../ui/use-query';
import { Activate } from '../devices/activate';
import { standingWords } from '../devices/standing-words';
import { hrefOf } from '../route';
import { Step, SubPage } from './sub-page';

/** What to do when a device is lost, in order, and what that does not do. */
export function LostDevice({ devices: { value } }: { devices: Query<DevicesView> }) {
  const t = useT();
  return (
    <SubPage title={t('devicesLost')} lead={t('devicesLostLead')}>
      <ol className="prose steps">
        <Step title={t('devicesLostActivate')}>
          {value?.relays !== 0 && <p>{t('devicesLostActivateLead')}</p>}
          {value !== null && <StillElsewhere devices={value} />}
        </Step>
        <Step title={t('devicesLostMove')}>
          <p>{t('devicesLostMoveLead')}</p>
        </Step>
        <Step title={t('devicesLostRevoke')}>
          <p>{t('devicesLostRevokeLead')}</p>
        </Step>
      </ol>
      <Section title={t('devicesNotTitle')}>
        <div className="prose">
          <p>{t('devicesLostPhrase')}</p>
          <p>{t('devicesWithoutSekisho')}</p>
        </div>
      </Section>
    </SubPage>
  );
}

/** The accounts that this device can still take, each with its button; or why there is none. */
function StillElsewhere({ devices: { relays, accounts } }: { devices: DevicesView }) {
  const t = useT();
  if (relays === 0) {
    return (
      <p>
        {t('devicesLostNoRelay')}{' '}
        <a className="link" href={hrefOf('relays')}>
          {t('devicesChooseRelays')}
        </a>
      </p>
    );
  }
  if (accounts.every(({ standing }) => standing.standing === 'here')) return <p>{t('devicesLostAllHere')}</p>;
  return (
    <ul className="devices" aria-label={t('devicesAccounts')}>
      {accounts.map((account) => (
        <ToTake key={account.account.address} account={account} />
      ))}
    </ul>
  );
}

function ToTake({ account: known }: { account: AccountDevices }) {
  const t = useT();
  const id = useId();
  const now = useRulesNow(minute);
  return (
    <li className="device">
      <div className="entry-words">
        <b id={id}>{known.account.name}</b>
        <span className="entry-facts">{standingWords(t, known, now).title}</span>
      </div>
      <Activate account={known} describedBy={id} />
    </li>
  );
}

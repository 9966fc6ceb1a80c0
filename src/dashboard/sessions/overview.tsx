import { AccountRow } from '../../ui/account/account-row';
import { LossNotice } from '../../ui/feedback/loss-notice';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { Page } from '../page';
import { Panel } from '../panel';
import { hrefOf } from '../route';
import { UnlockForm } from '../password/unlock-form';
import { useBalances } from '../accounts/use-balances';
import { useOverview } from '../../ui/use-overview';
import { EndedSessions } from './ended-sessions';
import { LiveSessions } from './live-sessions';

/** The first page: the account in use, what waits, and the sessions. */
export function Overview() {
  const t = useT();
  const { vault, account, network, waiting } = useOverview();
  const balanceOf = useBalances(account ? [account] : [], network);
  const balance = account === null ? '' : balanceOf(account);
  return (
    <Page title={t('navigationOverview')}>
      <LossNotice />
      {vault === 'locked' && (
        <Panel title={t('unlockTitle')} lead={t('unlockLead')}>
          <UnlockForm />
        </Panel>
      )}
      {account && (
        <section className="card">
          <div className="holding">
            <AccountRow name={account.name} address={account.checksummed} size="line" />
            <p className="holding-sum">
              <b className="numeric" data-known={balance === t('accountsBalanceUnknown') ? undefined : true}>
                {balance}
              </b>
              <small>{network.name}</small>
            </p>
          </div>
          <p className="links">
            <a className="link" href={hrefOf('accounts', 'receive')}>
              {t('accountsReceive')}
            </a>
            <a className="link" href={hrefOf('activity')}>
              {t('activityHeading')}
            </a>
            <a className="link" href={hrefOf('networks')}>
              {t('networksChange')}
            </a>
          </p>
        </section>
      )}
      {waiting > 0 && <Notice title={t.count('requestWaiting', waiting)}>{t('overviewWaitingLead')}</Notice>}
      <LiveSessions />
      <EndedSessions />
    </Page>
  );
}

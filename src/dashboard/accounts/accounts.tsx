import { useState } from 'react';
import type { Account } from '../../core/account';
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
import { Unlocked } from '../password/unlocked';
import { useBalances } from './use-balances';
import { AccountCard } from './account-card';
import { AddAccount } from './add-account';
import { ImportKey } from './import-key';
import { RecoveryPhrase } from './recovery-phrase';
import { RemoveAccount } from './remove-account';

/** Every account of the wallet, and what can be done with it. */
export function Accounts({ part }: { part: string }) {
  const t = useT();
  const { account: selected, network } = useOverview();
  const accounts = useQuery('accounts.list', {}, ['accounts']);
  const known = accounts.value ?? [];
  const balanceOf = useBalances(known, network);
  const [leaving, setLeaving] = useState<Account | null>(null);
  const close = () => goTo('accounts');
  return (
    <Page title={t('accountsHeading')} lead={t('accountsLead')}>
      <div className="actions">
        <Button onClick={() => goTo('accounts', 'add')}>{t('accountsAdd')}</Button>
        <Button onClick={() => goTo('accounts', 'import')}>{t('accountsImport')}</Button>
      </div>
      {part === 'add' && accounts.state !== 'loading' && (
        <Panel title={t('accountsCreate')} lead={t('accountsCreateHint')}>
          <Unlocked>
            <AddAccount count={known.length} onClose={close} />
          </Unlocked>
        </Panel>
      )}
      {part === 'import' && accounts.state !== 'loading' && (
        <Panel title={t('accountsImport')} lead={t('accountsImportHint')}>
          <Unlocked>
            <ImportKey count={known.length} onClose={close} />
          </Unlocked>
        </Panel>
      )}
      {accounts.state === 'loading' && <LoadingState lines={4} />}
      {accounts.state === 'failed' && <ErrorState onRetry={accounts.reload} />}
      {known.length > 0 && (
        <ul className="cards" aria-label={t('accountsHeading')}>
          {known.map((account) => (
            <AccountCard
              key={account.address}
              account={account}
              balance={balanceOf(account)}
              isSelected={account.address === selected?.address}
              isOnly={known.length === 1}
              hasCodeFirst={part === 'receive' && account.address === selected?.address}
              onRemove={() => setLeaving(account)}
            />
          ))}
        </ul>
      )}
      <Section title={t('welcomePhrase')}>
        <RecoveryPhrase isOpen={part === 'phrase'} />
      </Section>
      {leaving !== null && <RemoveAccount account={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

import type { Account } from '../../core/account';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { Step } from './sub-page';

/** The account is active here again: what was ended, what to do next, in order, and what no setting can do. */
export function Disowned({ account, ended }: { account: Account; ended: number }) {
  const t = useT();
  return (
    <>
      <Notice title={t('devicesDisowned', { account: account.name })} isAnnounced>
        {ended === 0 ? t('devicesDisownedNone') : t.count('devicesDisownedEnded', ended)}
      </Notice>
      <Section title={t('devicesNext')}>
        <ol className="prose steps">
          <Step title={t('devicesNextWallet')}>
            <p>{t('devicesNextWalletLead')}</p>
          </Step>
          <Step title={t('devicesNextMove')}>
            <p>{t('devicesNextMoveLead')}</p>
          </Step>
          <Step title={t('devicesNextPhrase')}>
            <p>{t('devicesNextPhraseLead')}</p>
          </Step>
        </ol>
      </Section>
      <Section title={t('devicesNotTitle')}>
        <div className="prose">
          <p>{t('devicesDisownedAgain')}</p>
          <p>{t('devicesWithoutSekisho')}</p>
        </div>
      </Section>
    </>
  );
}

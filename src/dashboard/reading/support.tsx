import { CopyButton } from '../../ui/account/copy-button';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';
import { MessageBox } from '../../ui/layout/message-box';
import { useOverview } from '../../ui/use-overview';
import { useQuery } from '../../ui/use-query';
import { Page } from '../page';
import { hrefOf } from '../route';
import { browserName, diagnosticsText } from './diagnostics';

/** What somebody who wants to help has to know, and how to tell them. */
export function Support() {
  const t = useT();
  const overview = useOverview();
  const live = useQuery('sessions.list', { state: 'live', limit: 1, after: null }, ['sessions']);
  const ended = useQuery('sessions.list', { state: 'ended', limit: 1, after: null }, ['sessions']);
  const accounts = useQuery('accounts.list', {}, ['accounts']);
  const browser = browserName(navigator.userAgent);
  const text = diagnosticsText({
    overview,
    browser,
    page: t.language,
    accounts: accounts.value?.length ?? null,
    liveSessions: live.value?.total ?? null,
    endedSessions: ended.value?.total ?? null,
    at: overview.now,
  });
  return (
    <Page title={t('navigationSupport')} lead={t('supportLead')}>
      <Section title={t('supportThis')}>
        <KeyValueList>
          <KeyValue label={t('supportVersion')}>{overview.version}</KeyValue>
          <KeyValue label={t('supportBrowser')}>{browser}</KeyValue>
        </KeyValueList>
      </Section>
      <Section title={t('connectionHeading')}>
        <div className="prose">
          <p>{t('connectionSupport')}</p>
          <p>
            <a className="link" href={hrefOf('connection')}>
              {t('connectionLink')}
            </a>
          </p>
        </div>
      </Section>
      <Section title={t('supportReportTitle')}>
        <ol className="prose steps">
          <li>{t('supportReportWhat')}</li>
          <li>{t('supportReportDiagnostics')}</li>
          <li>{t('supportReportWhere')}</li>
        </ol>
      </Section>
      <div className="diagnostics">
        <MessageBox label={t('supportDiagnostics')} text={text} size="small" />
        <CopyButton text={text} label={t('supportCopy')} />
        <p className="quiet">{t('supportNoSecrets')}</p>
      </div>
    </Page>
  );
}

import { useState } from 'react';
import type { Replies } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useQuery, useWorker } from '../../ui/use-query';
import { useTask } from '../../ui/use-task';
import { Page } from '../page';
import { AllowList } from './allow-list';
import { relaysWords, verdictWords } from './connection-words';
import { HostLine } from './host-line';

/** Whether every host that the wallet asks can be reached, what stands in the way, and what to do. */
export function Connection() {
  const t = useT();
  const { call } = useWorker();
  const hosts = useQuery('connection.hosts', {}, ['networks', 'relays', 'settings']);
  const task = useTask();
  const [report, setReport] = useState<Replies['connection.check'] | null>(null);
  const check = async () => {
    setReport(null);
    const outcome = await task.run(() => call('connection.check', {}));
    if (outcome.ok) setReport(outcome.value);
  };
  const known = hosts.value ?? [];
  return (
    <Page title={t('connectionHeading')} lead={t('connectionLead')}>
      <div className="actions">
        <Button isBusy={task.isRunning} onClick={() => void check()}>
          {t('connectionCheck')}
        </Button>
      </div>
      <div role="status" className="stack">
        {task.isRunning && <p className="said">{t('connectionChecking')}</p>}
        {report !== null && <Judged report={report} />}
      </div>
      {task.sentence && <ErrorState title={task.sentence} onRetry={() => void check()} />}
      {hosts.state === 'failed' && <ErrorState onRetry={hosts.reload} />}
      {hosts.state === 'loading' && <LoadingState lines={6} />}
      {known.length > 0 && (
        <>
          <Section title={t('connectionHosts')}>
            <ul className="rows" aria-label={t('connectionHosts')}>
              {known.map((host) => (
                <HostLine
                  key={host.host}
                  host={host}
                  found={report?.hosts.find((checked) => checked.host === host.host) ?? null}
                />
              ))}
            </ul>
          </Section>
          <AllowList hosts={known} />
        </>
      )}
    </Page>
  );
}

function Judged({ report: { verdict, relays } }: { report: Replies['connection.check'] }) {
  const t = useT();
  const words = verdict === 'but-relays' ? null : verdictWords[verdict];
  const isWell = verdict === 'works' || verdict === 'nothing-to-check';
  const ofRelays = relaysWords(t, relays);
  return (
    <>
      {words !== null && (
        <Notice kind={isWell ? 'info' : 'caution'} title={t(words.title)}>
          {t(words.next)}
        </Notice>
      )}
      {ofRelays !== null && (
        <Notice kind="caution" title={ofRelays.title}>
          {ofRelays.next}
        </Notice>
      )}
    </>
  );
}

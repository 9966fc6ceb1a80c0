import { useState } from 'react';
import { minute } from '../../core/units';
import type { RestoredView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useRulesNow } from '../../ui/use-overview';
import { useQuery } from '../../ui/use-query';
import { Page } from '../page';
import { Panel } from '../panel';
import { goTo } from '../route';
import { RestoreForm } from './restore-form';
import { RestoredFacts } from './restored-facts';
import { SaveForm } from './save-form';
import { SavedFile } from './saved-file';

/** Where a backup is saved and read back. */
export function Backup({ part }: { part: string }) {
  const t = useT();
  const [saved, setSaved] = useState<{ name: string; url: string } | null>(null);
  const [restored, setRestored] = useState<RestoredView | null>(null);
  const close = () => goTo('backup');
  return (
    <Page title={t('navigationBackup')} lead={t('backupLead')}>
      <Section title={t('backupSave')}>
        <div className="stack">
          <LastBackup />
          {part === 'save' ? (
            <Panel title={t('backupSave')} lead={t('backupSaveLead')}>
              <SaveForm
                onSaved={(made) => {
                  setSaved(made);
                  close();
                }}
                onClose={close}
              />
            </Panel>
          ) : (
            <>
              {saved !== null && <SavedFile {...saved} />}
              <div className="actions">
                <Button onClick={() => goTo('backup', 'save')}>{t('backupSave')}</Button>
              </div>
            </>
          )}
        </div>
      </Section>
      <Section title={t('backupRestore')}>
        <div className="stack">
          {part === 'restore' ? (
            <Panel title={t('backupRestore')} lead={t('backupAddLead')}>
              <RestoreForm
                backLabel={t('commonCancel')}
                onRestored={(value) => {
                  setRestored(value);
                  close();
                }}
                onBack={close}
              />
            </Panel>
          ) : (
            <>
              {restored !== null && <RestoredFacts restored={restored} />}
              <p className="quiet">{t('backupAddLead')}</p>
              <div className="actions">
                <Button onClick={() => goTo('backup', 'restore')}>{t('backupRestore')}</Button>
              </div>
            </>
          )}
        </div>
      </Section>
    </Page>
  );
}

/** When the last backup of this wallet was saved, and whether it still has everything. */
function LastBackup() {
  const t = useT();
  const now = useRulesNow(minute);
  const status = useQuery('backup.status', {}, ['overview', 'accounts']).value;
  if (status === null) return null;
  if (status.madeAt === null) return <p>{t('backupNone')}</p>;
  const moment = formatMoment(t, status.madeAt, now);
  return <p>{t(status.isOutdated ? 'backupLastOutdated' : 'backupLast', { moment })}</p>;
}

import { type Profile, profiles, profileTerms } from '../../core/policy';
import type { CommandParams } from '../../protocol/ui';
import { RadioGroup } from '../../ui/controls/check-row';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { formatLength } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Page } from '../page';
import { profileWords } from './profile-words';
import { RelayGrace } from './relay-grace';

const profileHints = {
  trusted: 'policyTrustedHint',
  standard: 'policyStandardHint',
  public: 'policyPublicHint',
} as const;

/** The kind of place this device is, the terms that follow from it, and what holds while the relays are away. */
export function Policy() {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const { profile, relays, relayGrace } = useOverview().settings;
  const change = async (changed: CommandParams<'settings.change'>) => {
    const outcome = await task.run(() => call('settings.change', changed));
    if (outcome.ok) say({ text: t('settingsSaved') });
  };
  return (
    <Page title={t('navigationPolicy')} lead={t('policyLead')}>
      {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      <RadioGroup
        label={t('settingsProfile')}
        value={profile}
        options={profiles.map((value) => ({
          value,
          label: t(profileWords[value]),
          detail: t(profileHints[value]),
        }))}
        isDisabled={task.isRunning}
        onChange={(value) => void change({ profile: value })}
      />
      <Notice>{t('policyNewSessions')}</Notice>
      <TermsTable chosen={profile} />
      <p className="quiet">{t('policyPerSite')}</p>
      {relays.length > 0 && (
        <RelayGrace
          value={relayGrace}
          isDisabled={task.isRunning}
          onChange={(grace) => void change({ relayGrace: grace })}
        />
      )}
    </Page>
  );
}

function TermsTable({ chosen }: { chosen: Profile }) {
  const t = useT();
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="visually-hidden">{t('policyTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('settingsProfile')}</th>
            <th scope="col">{t('policyIdle')}</th>
            <th scope="col">{t('policyAbsolute')}</th>
            <th scope="col">{t('policyWarned')}</th>
            <th scope="col">{t('policyReconnect')}</th>
          </tr>
        </thead>
        <tbody>
          {profiles.map((profile) => {
            const terms = profileTerms[profile];
            return (
              <tr key={profile} data-chosen={profile === chosen || undefined}>
                <th scope="row">
                  {t(profileWords[profile])}
                  {profile === chosen && <span className="tag">{t('policyChosen')}</span>}
                </th>
                <td data-label={t('policyIdle')}>{formatLength(t, terms.idleLimit)}</td>
                <td data-label={t('policyAbsolute')}>{formatLength(t, terms.absoluteLimit)}</td>
                <td data-label={t('policyWarned')}>
                  {t('policyBefore', { length: formatLength(t, terms.warnBefore) })}
                </td>
                <td data-label={t('policyReconnect')}>
                  {t(terms.isPasswordAskedAtReconnect ? 'policyAsksPassword' : 'policyAsksUnlock')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

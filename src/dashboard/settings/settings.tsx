import type { CommandParams } from '../../protocol/ui';
import { autoLockChoices } from '../../core/settings';
import { Button } from '../../ui/controls/button';
import { SelectField } from '../../ui/controls/select-field';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toast';
import { formatLength } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { useOverview } from '../../ui/use-overview';
import { useTask } from '../../ui/use-task';
import { useWorker } from '../../ui/use-query';
import { Page } from '../page';
import { Panel } from '../panel';
import { goTo, hrefOf } from '../route';
import { ChangePassword } from './change-password';

const languages = ['auto', 'en', 'ja'] as const;
const themes = ['auto', 'light', 'dark'] as const;
const languageWords = {
  auto: 'settingsLanguageAuto',
  en: 'settingsLanguageEnglish',
  ja: 'settingsLanguageJapanese',
} as const;
const themeWords = {
  auto: 'settingsThemeAuto',
  light: 'settingsThemeLight',
  dark: 'settingsThemeDark',
} as const;

/** What the person chose. A change counts at once. */
export function Settings({ part }: { part: string }) {
  const t = useT();
  const { call } = useWorker();
  const say = useToast();
  const task = useTask();
  const { settings } = useOverview();
  const change = async (changed: CommandParams<'settings.change'>) => {
    const outcome = await task.run(() => call('settings.change', changed));
    if (outcome.ok) say({ text: t('settingsSaved') });
  };
  return (
    <Page title={t('settingsHeading')}>
      {task.sentence && <Notice isAnnounced>{task.sentence}</Notice>}
      <Section title={t('settingsGeneral')}>
        <div className="fields">
          <SelectField
            label={t('settingsLanguage')}
            value={settings.language ?? 'auto'}
            options={languages.map((value) => ({ value, label: t(languageWords[value]) }))}
            onChange={(value) => void change({ language: value === 'auto' ? null : value })}
          />
          <SelectField
            label={t('settingsTheme')}
            value={settings.theme ?? 'auto'}
            options={themes.map((value) => ({ value, label: t(themeWords[value]) }))}
            onChange={(value) => void change({ theme: value === 'auto' ? null : value })}
          />
        </div>
      </Section>
      <Section title={t('settingsSecurity')}>
        <div className="fields">
          <SelectField
            label={t('settingsAutoLock')}
            hint={t('settingsAutoLockHint')}
            value={String(settings.autoLockAfter)}
            options={lockLengths(settings.autoLockAfter).map((length) => ({
              value: String(length),
              label: formatLength(t, length),
            }))}
            onChange={(value) => void change({ autoLockAfter: Number(value) })}
          />
          {part === 'password' ? (
            <Panel title={t('settingsChangePassword')}>
              <ChangePassword onClose={() => goTo('settings')} />
            </Panel>
          ) : (
            <div className="actions">
              <Button onClick={() => goTo('settings', 'password')}>{t('settingsChangePassword')}</Button>
              <Button onClick={() => goTo('accounts', 'phrase')}>{t('accountsShowPhrase')}</Button>
            </div>
          )}
        </div>
      </Section>
      <Section title={t('settingsSessions')}>
        <div className="fields">
          <p className="links">
            <a className="link" href={hrefOf('policy')}>
              {t('settingsToPolicy')}
            </a>
          </p>
        </div>
      </Section>
    </Page>
  );
}

/** The lengths that are offered, and the one chosen, where it is another. */
function lockLengths(chosen: number): readonly number[] {
  return [...new Set([...autoLockChoices, chosen])].toSorted((a, b) => a - b);
}

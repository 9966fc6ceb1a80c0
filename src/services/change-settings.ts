import { done, type Outcome } from '../core/outcome';
import type { Settings } from '../core/settings';
import { commit } from './now';
import type { Ports } from './ports';

/** What may be changed on the settings and policy pages; what is left out stays. */
export type SettingsChange = {
  readonly [Key in 'language' | 'theme' | 'profile' | 'autoLockAfter' | 'relayGrace']?:
    | Settings[Key]
    | undefined;
};

/** Changes settings. A new profile governs sessions that are opened from now on. */
export async function changeSettings(ports: Ports, change: SettingsChange): Promise<Outcome<null>> {
  await commit(ports, async (writes) => {
    const { language, theme, profile, autoLockAfter, relayGrace, ...others } = await writes.settings();
    await writes.putSettings({
      ...others,
      language: change.language === undefined ? language : change.language,
      theme: change.theme === undefined ? theme : change.theme,
      profile: change.profile ?? profile,
      autoLockAfter: change.autoLockAfter ?? autoLockAfter,
      relayGrace: change.relayGrace ?? relayGrace,
    });
  });
  ports.attention.changed(['settings', 'overview', 'sessions']);
  return done(null);
}

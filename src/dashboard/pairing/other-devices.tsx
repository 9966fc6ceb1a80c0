import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { relayNames } from '../relays/relay-words';
import { DevicesQuestion } from './devices-question';

/** The question of other devices at the end of the welcome, and what is settled about them once it is. */
export function OtherDevices() {
  const t = useT();
  const { areDevicesDecided, relays } = useOverview().settings;
  if (!areDevicesDecided) return <DevicesQuestion />;
  if (relays.length > 0) {
    return (
      <Notice isAnnounced title={t('relaysMeetTitle')}>
        {t('relaysMeet', { names: relayNames(t, relays) })}
      </Notice>
    );
  }
  return (
    <Notice isAnnounced title={t('relaysOnlyTitle')}>
      <p>{t('relaysOnlyLead')}</p>
      <p>{t('relaysOnlyChange')}</p>
    </Notice>
  );
}

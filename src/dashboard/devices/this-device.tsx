import { useRef, useState } from 'react';
import { minute } from '../../core/units';
import type { DevicesView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { KeyValue, KeyValueList } from '../../ui/layout/key-value-list';
import { useRulesNow } from '../../ui/use-overview';
import { hrefOf } from '../route';
import { profileWords } from '../settings/profile-words';
import { RenameDevice } from './rename-device';

/** What the other devices are told of this one, and the kind of place it is. */
export function ThisDevice({ self }: Pick<DevicesView, 'self'>) {
  const t = useT();
  const now = useRulesNow(minute);
  const [isRenaming, setRenaming] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const { name, browser, system, profile, since } = self;
  const close = () => {
    setRenaming(false);
    renameButton.current?.focus();
  };
  return (
    <div className="card">
      {isRenaming && <RenameDevice name={name} onClose={close} />}
      <KeyValueList>
        {!isRenaming && <KeyValue label={t('devicesName')}>{name}</KeyValue>}
        <KeyValue label={t('devicesBrowser')}>{t('devicesFacts', { browser, system })}</KeyValue>
        <KeyValue label={t('devicesProfile')}>{t(profileWords[profile])}</KeyValue>
        <KeyValue label={t('devicesSince')}>{formatMoment(t, since, now)}</KeyValue>
      </KeyValueList>
      <div className="card-actions">
        <Button ref={renameButton} kind="quiet" onClick={() => setRenaming(!isRenaming)}>
          {t('devicesRename')}
        </Button>
        <a className="link" href={hrefOf('policy')}>
          {t('settingsToPolicy')}
        </a>
      </div>
    </div>
  );
}

import { pairingText } from '../../core/pairing';
import type { RelayAddress } from '../../core/relay-address';
import { CopyButton } from '../../ui/account/copy-button';
import { QrCode } from '../../ui/account/qr-code';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { MessageBox } from '../../ui/layout/message-box';
import { Panel } from '../panel';

/** A code of more is too fine for a camera, and of much more there is none. */
const longestCode = 800;

/** What another device needs to use the same relays: a text, and a code of it where it is short enough. */
export function PairDevice({ relays, onClose }: { relays: readonly RelayAddress[]; onClose: () => void }) {
  const t = useT();
  const text = pairingText(relays);
  return (
    <Panel title={t('relaysPair')} lead={t('relaysPairLead')}>
      <div className="code">
        {text.length <= longestCode && <QrCode text={text} label={t('relaysPairingCode')} size={220} />}
        <p>{t('relaysPairingNoSecret')}</p>
      </div>
      <MessageBox label={t('relaysPairing')} text={text} size="small" />
      <div className="card-actions">
        <CopyButton text={text} label={t('relaysPairingCopy')} />
        <Button kind="quiet" onClick={onClose}>
          {t('commonClose')}
        </Button>
      </div>
    </Panel>
  );
}

import type { Account } from '../../core/account';
import { Address } from '../../ui/account/address';
import { QrCode } from '../../ui/account/qr-code';
import { Dialog } from '../../ui/feedback/dialog';
import { shortAddress } from '../../ui/format-amount';
import { useT } from '../../ui/language';

/** The account's address to be paid to, as a QR code and in full. */
export function Receive({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useT();
  const { checksummed, name } = account;
  return (
    <Dialog title={name} onClose={onClose}>
      <div className="receive">
        <QrCode
          text={checksummed}
          label={t('accountsQrLabel', { address: shortAddress(checksummed) })}
          size={188}
        />
        <Address address={checksummed} />
        <p className="quiet">{t('accountsReceiveLead')}</p>
      </div>
    </Dialog>
  );
}

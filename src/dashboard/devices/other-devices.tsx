import { useState } from 'react';
import type { AccountDevices, OtherDevice } from '../../protocol/ui';
import { useT } from '../../ui/language';
import { Disclosure } from '../../ui/layout/disclosure';
import { DeviceLine } from './device-line';
import { ForgetDevice } from './forget-device';
import { listedDevices } from './known-devices';

/** The other devices that are known of an account; those not seen for long are folded away. */
export function OtherDevices({ account: { account, others } }: { account: AccountDevices }) {
  const t = useT();
  const [leaving, setLeaving] = useState<OtherDevice | null>(null);
  const { shown, longGone } = listedDevices(others);
  const listOf = (label: string, some: readonly OtherDevice[]) => (
    <ul className="devices" aria-label={label}>
      {some.map((device) => (
        <DeviceLine
          key={device.key}
          device={device}
          account={account.address}
          onForget={() => setLeaving(device)}
        />
      ))}
    </ul>
  );
  return (
    <>
      {others.length === 0 && <p className="quiet">{t('devicesNoOther')}</p>}
      {shown.length > 0 && listOf(t('devicesOthers', { account: account.name }), shown)}
      {longGone.length > 0 && (
        <Disclosure label={t('devicesLongGone')}>{listOf(t('devicesLongGone'), longGone)}</Disclosure>
      )}
      {leaving !== null && (
        <ForgetDevice device={leaving} account={account.address} onClose={() => setLeaving(null)} />
      )}
    </>
  );
}

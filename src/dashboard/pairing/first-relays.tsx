import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { PairingForm } from './pairing-form';
import { SuggestedRelays } from './suggested-relays';

/** The ways to the first relays: those that are suggested, or those of another device. */
export function FirstRelays({
  suggest,
  children,
}: {
  /** The words on the button that shows the suggested ones. */
  suggest: string;
  /** Stands after the buttons. */
  children?: ReactNode;
}) {
  const t = useT();
  const [way, setWay] = useState<'none' | 'suggested' | 'pairing'>('none');
  return (
    <>
      <div className="actions">
        <Button onClick={() => setWay('suggested')}>{suggest}</Button>
        <Button onClick={() => setWay('pairing')}>{t('relaysHavePairing')}</Button>
        {children}
      </div>
      {way === 'suggested' && <SuggestedRelays />}
      {way === 'pairing' && <PairingForm known={[]} onClose={() => setWay('none')} />}
    </>
  );
}

import { useRef, useState } from 'react';
import type { RestoredView } from '../../protocol/ui';
import { useT } from '../../ui/language';
import { SheetLayout } from '../../ui/layout/page-layout';
import { OtherDevices } from '../pairing/other-devices';
import { useFocusRescue, useHeadingFocus, useTabTitle } from '../page';
import { useOverview } from '../../ui/use-overview';
import { Beginning } from './beginning';
import { CreateWallet } from './create-wallet';
import { ImportWallet } from './import-wallet';
import { RestoreWallet, WalletRestored } from './restore-wallet';
import { WalletReady } from './wallet-ready';

/** The first screens: how the wallet begins, the way there, and that it is ready. */
export function Welcome({ part }: { part: string }) {
  const t = useT();
  const { vault } = useOverview();
  const [hadVault] = useState(vault !== 'none');
  const [isMade, setIsMade] = useState(false);
  const [restored, setRestored] = useState<RestoredView | null>(null);
  const content = useRef<HTMLDivElement>(null);
  const shown = shownOf(part, hadVault, isMade, restored !== null);
  useHeadingFocus(content, shown);
  useFocusRescue(content);
  useTabTitle(t(isMade ? 'welcomeDoneTitle' : restored ? 'backupRestoredNew' : 'welcomeTabTitle'));
  return (
    <SheetLayout foot={shown === 'beginning' ? t('welcomeFoot') : undefined}>
      <div ref={content} className="content">
        {shown === 'beginning' && <Beginning />}
        {shown === 'create' && <CreateWallet onMade={() => setIsMade(true)} />}
        {shown === 'import' && <ImportWallet onMade={() => setIsMade(true)} />}
        {shown === 'restore' && <RestoreWallet onRestored={setRestored} />}
        {restored !== null && <WalletRestored restored={restored} />}
        {shown === 'made' && (
          <WalletReady title={t('welcomeDoneTitle')} lead={t('welcomeDoneLead')}>
            <OtherDevices />
          </WalletReady>
        )}
        {shown === 'already' && <WalletReady title={t('welcomeAlready')} lead={t('welcomeAlreadyLead')} />}
      </div>
    </SheetLayout>
  );
}

function shownOf(part: string, hadVault: boolean, isMade: boolean, isRestored: boolean) {
  if (isRestored) return 'restored';
  if (isMade) return 'made';
  if (hadVault) return 'already';
  return part === 'create' || part === 'import' || part === 'restore' ? part : 'beginning';
}

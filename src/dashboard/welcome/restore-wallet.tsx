import type { RestoredView } from '../../protocol/ui';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { RestoreForm } from '../backup/restore-form';
import { RestoredCounts } from '../backup/restored-facts';
import { OtherDevices } from '../pairing/other-devices';
import { goInstead, goTo } from '../route';

/** A wallet from a backup's file. */
export function RestoreWallet({ onRestored }: { onRestored: (restored: RestoredView) => void }) {
  const t = useT();
  return (
    <>
      <Title lead={t('backupRestoreLead')}>{t('backupRestore')}</Title>
      <RestoreForm backLabel={t('commonBack')} onRestored={onRestored} onBack={() => goInstead('welcome')} />
    </>
  );
}

/** The wallet is there again, and how much of it. */
export function WalletRestored({ restored }: { restored: RestoredView }) {
  const t = useT();
  return (
    <>
      <Title lead={t('backupRestoredLead')}>{t('backupRestoredNew')}</Title>
      <RestoredCounts restored={restored} />
      <OtherDevices />
      <Button kind="commit" isWide onClick={() => goTo('overview')}>
        {t('welcomeOpen')}
      </Button>
    </>
  );
}

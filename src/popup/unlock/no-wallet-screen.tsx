import { Button } from '../../ui/controls/button';
import { EmptyState } from '../../ui/feedback/empty-state';
import { useT } from '../../ui/language';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { TopBar } from '../../ui/layout/top-bar';
import { openDashboard } from '../place';

/** Before there is a wallet: the way to make one. */
export function NoWalletScreen() {
  const t = useT();
  return (
    <ScreenLayout bar={<TopBar account={null} />} align="center">
      <EmptyState
        title={t('popupNoWallet')}
        action={
          <Button kind="commit" onClick={() => openDashboard('welcome')}>
            {t('popupNoWalletButton')}
          </Button>
        }
      >
        {t('popupNoWalletLead')}
      </EmptyState>
    </ScreenLayout>
  );
}

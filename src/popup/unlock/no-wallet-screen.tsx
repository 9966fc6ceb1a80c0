import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { ScreenLayout } from '../../ui/layout/screen-layout';
import { Mark } from '../../ui/pass/mark';
import { openDashboard } from '../place';
import { useTitle } from '../use-title';

/** Before there is a wallet: the way to make one. */
export function NoWalletScreen() {
  const t = useT();
  useTitle(t('popupNoWallet'));
  return (
    <ScreenLayout align="center">
      <div className="alone">
        <Mark size={64} />
        <Title lead={t('popupNoWalletLead')}>{t('popupNoWallet')}</Title>
        <Button kind="commit" isWide onClick={() => openDashboard('welcome')}>
          {t('popupNoWalletButton')}
        </Button>
      </div>
    </ScreenLayout>
  );
}

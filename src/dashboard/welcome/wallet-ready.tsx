import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { goTo } from '../route';

/** There is a wallet: on to it. */
export function WalletReady({ title, lead }: { title: string; lead: string }) {
  const t = useT();
  return (
    <>
      <Title lead={lead}>{title}</Title>
      <Button kind="commit" isWide onClick={() => goTo('overview')}>
        {t('welcomeOpen')}
      </Button>
    </>
  );
}

import type { ReactNode } from 'react';
import { Button } from '../../ui/controls/button';
import { useT } from '../../ui/language';
import { Title } from '../../ui/layout/heading';
import { goTo } from '../route';

/** There is a wallet: on to it. */
export function WalletReady({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  /** Stands before the button. */
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <>
      <Title lead={lead}>{title}</Title>
      {children}
      <Button kind="commit" isWide onClick={() => goTo('overview')}>
        {t('welcomeOpen')}
      </Button>
    </>
  );
}

import type { ReactNode } from 'react';
import { Notice } from '../../ui/feedback/notice';
import { useT } from '../../ui/language';
import { useOverview } from '../../ui/use-overview';
import { UnlockForm } from './unlock-form';

/** What needs the unlocked vault; while it is locked, the way to unlock it stands in its place. */
export function Unlocked({ children }: { children: ReactNode }) {
  const t = useT();
  const { vault } = useOverview();
  if (vault === 'unlocked') return children;
  return (
    <>
      <Notice title={t('stateLocked')}>{t('stateLockedLead')}</Notice>
      <UnlockForm />
    </>
  );
}

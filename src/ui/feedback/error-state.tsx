import type { ReactNode } from 'react';
import { Button } from '../controls/button';
import { useT } from '../language';

/** What a screen needs could not be had: what happened, what to do, and a way to try again. */
export function ErrorState({
  title,
  children,
  onRetry,
}: {
  title?: string;
  children?: ReactNode;
  onRetry?: () => void;
}) {
  const t = useT();
  return (
    <div className="error-state" role="alert">
      <b>{title ?? t('errorGeneric')}</b>
      <p>{children ?? t('errorGenericRetry')}</p>
      {onRetry && <Button onClick={onRetry}>{t('commonTryAgain')}</Button>}
    </div>
  );
}

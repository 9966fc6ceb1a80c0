import type { ReactNode } from 'react';
import { second } from '../../core/units';
import { ErrorState } from '../../ui/feedback/error-state';
import { LoadingState } from '../../ui/feedback/loading-state';
import { faultSentence } from '../../ui/fault-sentence';
import { useT } from '../../ui/language';
import { useRulesNow } from '../../ui/use-overview';
import type { Query } from '../../ui/use-query';

/** What was worked out about a request, once it is there; until then quiet bars, and a way to try again. */
export function Preview<Value>({
  preview,
  children,
  loading,
}: {
  preview: Query<Value>;
  children: (value: Value) => ReactNode;
  /** What is being done, for screen readers. */
  loading?: string;
}) {
  const t = useT();
  const now = useRulesNow(second);
  if (preview.value !== null) return children(preview.value);
  if (preview.state === 'failed') {
    return <ErrorState title={faultSentence(t, preview.fault, now)} onRetry={preview.reload} />;
  }
  return <LoadingState lines={6} {...(loading ? { label: loading } : {})} />;
}

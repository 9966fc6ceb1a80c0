import type { Overview } from '../../protocol/ui';
import type { Query } from '../use-query';
import { ErrorState } from './error-state';
import { LoadingState } from './loading-state';
import { UnreadableStore } from './unreadable-store';

/** What stands before the first screen: that it comes, or why it does not. */
export function NothingYet({ overview }: { overview: Query<Overview> }) {
  if (overview.state !== 'failed') return <LoadingState />;
  return overview.fault.fault === 'store-failed' ? (
    <UnreadableStore onRetry={overview.reload} />
  ) : (
    <ErrorState onRetry={overview.reload} />
  );
}

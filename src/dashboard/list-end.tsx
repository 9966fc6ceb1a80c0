import type { ReactNode } from 'react';
import { minute } from '../core/units';
import { Button } from '../ui/controls/button';
import { ErrorState } from '../ui/feedback/error-state';
import { LoadingState } from '../ui/feedback/loading-state';
import { faultSentence } from '../ui/fault-sentence';
import { useT } from '../ui/language';
import { useNow } from '../ui/use-now';
import type { List } from '../ui/use-query';

/** What stands under the items of a list: that it loads, that it failed, that it is empty (`children`), or "Show more". */
export function ListEnd<Item>({ list, children }: { list: List<Item>; children?: ReactNode }) {
  const t = useT();
  const now = useNow(minute);
  if (list.fault !== null) {
    return <ErrorState title={faultSentence(t, list.fault, now)} onRetry={list.reload} />;
  }
  if (list.state === 'loading') return <LoadingState />;
  if (list.items.length === 0) return children;
  if (!list.hasMore) return null;
  return (
    <div className="more">
      <Button onClick={list.showMore}>{t('commonShowMore')}</Button>
    </div>
  );
}

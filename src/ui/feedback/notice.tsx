import { CloudOff, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../language';

const pictures = { info: Info, caution: TriangleAlert, offline: CloudOff } as const;

/**
 * A note on a screen. `caution` is told by a triangle, a heavier edge and the word, not by colour; `offline` by a
 * crossed-out cloud and a broken edge.
 */
export function Notice({
  title,
  children,
  kind = 'info',
  action,
  isAnnounced = false,
}: {
  title?: ReactNode;
  children?: ReactNode;
  kind?: 'info' | 'caution' | 'offline' | undefined;
  action?: ReactNode;
  /** For a note that appears while the person is on the screen: it is read aloud at once. */
  isAnnounced?: boolean | undefined;
}) {
  const t = useT();
  const Picture = pictures[kind];
  return (
    <div className="notice" data-kind={kind} role={isAnnounced ? 'alert' : 'note'}>
      <Picture size={20} strokeWidth={1.75} aria-hidden="true" />
      <div className="notice-words">
        <span className="visually-hidden">{kind === 'caution' ? t('commonCaution') : t('commonNote')}: </span>
        {title && <b>{title}</b>}
        {children && <div>{children}</div>}
        {action && <div className="notice-action">{action}</div>}
      </div>
    </div>
  );
}

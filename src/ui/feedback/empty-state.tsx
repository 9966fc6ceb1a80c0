import type { ReactNode } from 'react';

/** Nothing is here yet: what would be, and how it comes. An empty pass is drawn above the words. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <svg className="empty-pass" width="120" height="64" viewBox="0 0 120 64" aria-hidden="true">
        <path d="M9 1h68a6 6 0 0 0 12 0h22a8 8 0 0 1 8 8v46a8 8 0 0 1-8 8H89a6 6 0 0 0-12 0H9a8 8 0 0 1-8-8V9a8 8 0 0 1 8-8Z" />
        <path className="empty-tear" d="M83 12v40" />
        <path d="M16 22h40M16 32h28" />
        <circle cx="102" cy="32" r="9" />
      </svg>
      <b>{title}</b>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

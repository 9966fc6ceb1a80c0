import type { ReactNode } from 'react';

/** The heading of a screen, and the sentence under it. One per screen. */
export function Title({ children, lead }: { children: ReactNode; lead?: ReactNode }) {
  return (
    <div className="title">
      <h1>{children}</h1>
      {lead && <p className="lead">{lead}</p>}
    </div>
  );
}

/** A part of a screen under a small heading, perhaps with an action beside it. */
export function Section({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

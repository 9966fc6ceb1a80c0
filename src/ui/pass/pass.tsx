import type { ReactNode } from 'react';
import type { Millis } from '../../core/units';
import { HostName } from '../account/host-name';
import { useT } from '../language';
import { Seal } from './seal';
import { Stamp } from './stamp';

interface PassProps {
  /** The host as it is shown (punycode where not plain ASCII), with its port where it has one. */
  host: string;
  /** A line or two under the host: when it was used, which account, why it ended. */
  children?: ReactNode;
  /** Quiet buttons: Extend, End session, Details; or Reconnect. */
  actions?: ReactNode;
}

/** The pass of a live session: its stub carries the seal with the time left. Put it into an `<li>` of a `PassList`. */
export function Pass({ host, children, actions, left, of }: PassProps & { left: Millis; of: Millis }) {
  return (
    <article className="pass">
      <PassBody host={host} actions={actions}>
        {children}
      </PassBody>
      <div className="pass-stub">
        <Seal left={left} of={of} />
      </div>
    </article>
  );
}

/** The pass of an ended session, stamped across. Its words go quiet, never unreadable. */
export function EndedPass({ host, children, actions, at, now }: PassProps & { at: Millis; now: Millis }) {
  return (
    <article className="pass pass-ended">
      <PassBody host={host} actions={actions}>
        {children}
      </PassBody>
      <div className="pass-stub">
        <Stamp at={at} now={now} />
      </div>
    </article>
  );
}

/**
 * The large pass of a screen that is about one session. With `endedAt` it is stamped, else its stub says the time left
 * or, before a session exists, is empty.
 */
export function BigPass({
  host,
  children,
  endedAt = null,
  now,
  left,
  of,
}: Omit<PassProps, 'actions'> & { endedAt?: Millis | null; now: Millis; left?: Millis; of?: Millis }) {
  return (
    <article className={endedAt === null ? 'pass pass-big' : 'pass pass-big pass-ended'}>
      <PassBody host={host} fit="wrap">
        {children}
      </PassBody>
      <div className="pass-stub">
        {endedAt !== null && <Stamp at={endedAt} now={now} size="big" />}
        {endedAt === null && left !== undefined && of !== undefined && <Seal left={left} of={of} />}
      </div>
    </article>
  );
}

function PassBody({ host, fit = 'line', children, actions }: PassProps & { fit?: 'line' | 'wrap' }) {
  return (
    <div className="pass-body">
      <div className="pass-host">
        <HostName host={host} fit={fit} />
      </div>
      {children && <div className="pass-meta">{children}</div>}
      {actions && <div className="pass-actions">{actions}</div>}
    </div>
  );
}

/** A named list of passes: a heading, perhaps an action beside it, and one `<li>` per pass. */
export function PassList({
  title,
  id,
  action,
  children,
}: {
  title: string;
  id: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="pass-list">
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      <ul aria-labelledby={id}>{children}</ul>
    </section>
  );
}

/** What waits for the session to be opened again: "1 request is waiting", and which. */
export function WaitingNote({ count, children }: { count: number; children?: ReactNode }) {
  const t = useT();
  return (
    <div className="waiting">
      <b>{t.count('requestWaiting', count)}</b>
      {children && <div className="waiting-what">{children}</div>}
    </div>
  );
}

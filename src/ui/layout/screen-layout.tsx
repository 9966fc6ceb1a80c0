import type { ReactNode } from 'react';

/**
 * One screen of the popup or of a request window: a bar above, the content, and buttons at the foot, which stay in
 * view while the content scrolls.
 */
export function ScreenLayout({
  bar,
  children,
  foot,
  align = 'start',
}: {
  /** Usually a `<TopBar>`. */
  bar?: ReactNode;
  children: ReactNode;
  /** Usually a `<Foot>`. */
  foot?: ReactNode;
  /** `center`: for screens with little on them, such as unlock and reconnect. */
  align?: 'start' | 'center' | undefined;
}) {
  return (
    <div className="screen">
      {bar && <header className="screen-bar">{bar}</header>}
      <main className="screen-main" data-align={align}>
        {children}
      </main>
      {foot && <footer className="screen-foot">{foot}</footer>}
    </div>
  );
}

/** The buttons of a decision: the refusing one first, then the one that commits. */
export function Foot({
  children,
  note,
}: {
  children: ReactNode;
  /** A line above the buttons. */
  note?: ReactNode;
}) {
  return (
    <>
      {note && <div className="foot-note">{note}</div>}
      <div className="foot">{children}</div>
    </>
  );
}

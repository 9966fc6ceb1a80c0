import type { ReactNode } from 'react';
import { useT } from '../language';
import { Mark } from '../pass/mark';

/** The dashboard's frame: the pages at the side (above, where it is narrow), and one page. */
export function PageLayout({
  pages,
  current,
  aside,
  children,
}: {
  pages: readonly { href: string; label: string }[];
  /** The `href` of the page that is shown. */
  current: string;
  /** Under the pages: the lock button, the version. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const t = useT();
  return (
    <div className="page">
      <header className="page-side">
        <div className="page-brand">
          <Mark size={32} />
          <b>Sekisho</b>
        </div>
        <nav aria-label={t('navigationLabel')}>
          <ul>
            {pages.map(({ href, label }) => (
              <li key={href}>
                <a href={href} aria-current={href === current ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {aside && <div className="page-aside">{aside}</div>}
      </header>
      <main className="page-main">{children}</main>
    </div>
  );
}

/** A page on its own, without the navigation: welcome, a forgotten password. A sheet of paper in the middle. */
export function SheetLayout({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="sheet-page">
      <header className="page-brand">
        <Mark size={36} />
        <b>Sekisho</b>
      </header>
      <main className="sheet">{children}</main>
      {foot && <footer className="sheet-foot">{foot}</footer>}
    </div>
  );
}

import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Title } from '../ui/layout/heading';

/** One page: its heading, which also names the tab, and what stands under it. */
export function Page({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useTabTitle(title);
  return (
    <>
      <Title lead={lead}>{title}</Title>
      {children}
    </>
  );
}

/** Names the tab. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Sekisho`;
  }, [title]);
}

/**
 * Brings whoever went to another place to its beginning: the heading inside `within` takes the focus, so that a screen
 * reader says where one is. Not at the first place, where the browser itself does, nor where a field took the focus.
 */
export function useHeadingFocus(within: RefObject<HTMLElement | null>, place: string): void {
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    window.scrollTo(0, 0);
    const heading = within.current?.querySelector('h1');
    const isTaken = within.current?.querySelector('input:focus, textarea:focus') != null;
    if (!heading || isTaken) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [within, place]);
}

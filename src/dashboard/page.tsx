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
 * Brings whoever went to another page to its beginning: the heading inside `within` takes the focus, so that a screen
 * reader says where one is. Also when a part of the page opened or closed. Not at the first page, where the browser
 * itself does, nor where a field took the focus.
 */
export function useHeadingFocus(within: RefObject<HTMLElement | null>, page: string, part = ''): void {
  const last = useRef({ page, part });
  useEffect(() => {
    const before = last.current;
    if (before.page === page && before.part === part) return;
    last.current = { page, part };
    if (within.current?.querySelector('input:focus, textarea:focus')) return;
    if (before.page !== page) window.scrollTo(0, 0);
    focusHeading(within.current);
  }, [within, page, part]);
}

/** When what had the focus leaves the page (a session that was ended, a dialog), the keyboard goes on from the heading. */
export function useFocusRescue(within: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: EventTarget | null = null;
    const note = ({ target }: FocusEvent) => {
      last = target;
    };
    const rescue = () => {
      const isLost = document.activeElement === document.body && last instanceof Node && !last.isConnected;
      if (!isLost) return;
      last = null;
      focusHeading(within.current);
    };
    const observer = new MutationObserver(rescue);
    document.addEventListener('focusin', note);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', note);
      observer.disconnect();
    };
  }, [within]);
}

function focusHeading(within: HTMLElement | null): void {
  const heading = within?.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

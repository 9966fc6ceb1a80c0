import { useSyncExternalStore } from 'react';

const pageNames = [
  'overview',
  'accounts',
  'activity',
  'networks',
  'devices',
  'relays',
  'backup',
  'history',
  'policy',
  'settings',
  'guide',
  'support',
  'connection',
  'welcome',
  'forgot',
] as const;

/** A page of the dashboard, as its hash names it; the overview's is empty. */
export type PageName = (typeof pageNames)[number];

/** Where the dashboard is: the page, and the part of it that is open, such as `add` in `#/networks/add`. */
export interface Route {
  readonly page: PageName;
  readonly part: string;
}

/** The link to a page, or to a part of it. */
export function hrefOf(page: PageName, part = ''): string {
  const path = page === 'overview' ? '' : page;
  return part === '' ? `#/${path}` : `#/${path}/${part}`;
}

/** Goes to a page; the browser's Back comes here again. */
export function goTo(page: PageName, part = ''): void {
  window.location.hash = hrefOf(page, part);
}

/** Goes to a page in place of this one, which was not the right one. */
export function goInstead(page: PageName, part = ''): void {
  window.location.replace(hrefOf(page, part));
}

/** Reads the hash. What names no page is the overview. */
function parseRoute(hash: string): Route {
  const [first = '', part = ''] = hash.replace(/^#\/?/, '').split('/');
  return { page: pageNames.find((name) => name === first) ?? 'overview', part };
}

/** Where the dashboard is now. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(followHash, readHash));
}

function followHash(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

function readHash(): string {
  return window.location.hash;
}

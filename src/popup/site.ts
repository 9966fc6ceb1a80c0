import { createContext, useContext, useEffect, useState } from 'react';
import type { Origin } from '../core/origin';

/** What the browser tells about the tab that the popup was opened over. */
export interface Site {
  /** Null where there is no site that could hold a session, or the browser does not say which. */
  readonly origin: Origin | null;
  /** The container of the tab, as a session key has it. */
  readonly cookieStore: string | null;
  /** The browser lets Sekisho work on chosen sites only, and this one is not among them. */
  readonly isWithheld: boolean;
}

/** How to ask the browser about sites. */
export interface Sites {
  readonly askCurrent: () => Promise<Site>;
  /** Asks the person, in the browser's own words, for access to every site. Only within a click. */
  readonly allow: () => Promise<boolean>;
}

const noSite: Site = { origin: null, cookieStore: null, isWithheld: false };

export const SitesContext = createContext<Sites>({
  askCurrent: () => Promise.resolve(noSite),
  allow: () => Promise.resolve(false),
});

/** The browser's word on sites. */
export function useSites(): Sites {
  return useContext(SitesContext);
}

/** The site of the current tab; null until the browser has answered. */
export function useCurrentSite(): Site | null {
  const { askCurrent } = useSites();
  const [site, setSite] = useState<Site | null>(null);
  useEffect(() => {
    let isHere = true;
    const show = (asked: Site) => {
      if (isHere) setSite(asked);
    };
    // Without an answer the popup shows what it shows over any other tab.
    askCurrent().then(show, () => show(noSite));
    return () => {
      isHere = false;
    };
  }, [askCurrent]);
  return site;
}

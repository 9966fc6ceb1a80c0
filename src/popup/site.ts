import { useEffect, useState } from 'react';

/** The site in the tab that the popup was opened over. */
export interface Site {
  readonly origin: string;
  readonly host: string;
  /** The browser lets Sekisho work on it; otherwise it withholds access until the person allows it. */
  readonly isAccessible: boolean;
}

/** Asks the browser; null where the tab shows no site that could hold a session. */
export type AskSite = () => Promise<Site | null>;

/** The site of the current tab: undefined until the browser has answered. */
export function useSite(askSite: AskSite): Site | null | undefined {
  const [site, setSite] = useState<Site | null>();
  useEffect(() => {
    let isHere = true;
    const show = (asked: Site | null) => {
      if (isHere) setSite(asked);
    };
    // Without an answer the popup shows what it shows over any other tab.
    askSite().then(show, () => show(null));
    return () => {
      isHere = false;
    };
  }, [askSite]);
  return site;
}

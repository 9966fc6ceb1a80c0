import browser from 'webextension-polyfill';
import { parseOrigin, type Origin } from '../../core/origin';
import { containerOf } from './container';

/** What the browser tells about the tab that the popup was opened over. */
export interface CurrentSite {
  /** Null where the tab shows no site that could hold a session, or the browser does not say which. */
  readonly origin: Origin | null;
  /** The container of the tab, as a session key has it. */
  readonly cookieStore: string | null;
  /** The browser lets the extension work on chosen sites only, and this one is not among them. */
  readonly isWithheld: boolean;
}

const everySite = { origins: ['https://*/*'] };

/**
 * The site of the active tab. Only for showing what belongs to it: a principal is never taken from a URL (SEC-1).
 * Without access to a site the browser keeps its URL to itself.
 */
export async function askCurrentSite(): Promise<CurrentSite> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const origin =
    tab?.url !== undefined && URL.canParse(tab.url) ? parseOrigin(new URL(tab.url).origin) : null;
  const isWithheld =
    origin === null && tab?.url === undefined && !(await browser.permissions.contains(everySite));
  return { origin, cookieStore: tab === undefined ? null : containerOf(tab), isWithheld };
}

/** Asks the browser, and with it the person, for access to every site. Only within a click. */
export function allowSites(): Promise<boolean> {
  return browser.permissions.request(everySite);
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { BrowserContext, Page } from 'puppeteer-core';
import { launchFirefox, putToSleep, setOffline } from '../../../scripts/firefox.mjs';
import { importInto, pageAt, until } from './screen';

export type Firefox = Awaited<ReturnType<typeof startFirefox>>;

/** What a page of an extension has in Firefox. */
interface FirefoxPage {
  readonly browser: {
    readonly extension: { getBackgroundPage(): Window | null };
    readonly windows: {
      create(options: { url: string; incognito: boolean }): Promise<unknown>;
      getAll(): Promise<readonly { readonly id: number; readonly incognito: boolean }[]>;
      remove(id: number): Promise<void>;
    };
  };
}

/** Starts Firefox with Sekisho in it, and what a story does with the extension itself. */
export async function startFirefox(options: Parameters<typeof launchFirefox>[0]) {
  const { uuid = randomUUID() } = options;
  const launched = await launchFirefox({ ...options, uuid });
  const { origin } = launched;
  let { browser } = launched;

  /** Opens a page of Sekisho in a tab of its own, and waits until it shows something. */
  async function openOwnPage(path: string): Promise<Page> {
    const page = await browser.newPage();
    // Firefox never tells that a page of an extension has loaded: it is asked for what it shows.
    page.goto(`${origin}/${path}`).catch(() => undefined);
    await page.bringToFront();
    await until(`anything at ${path}`, () =>
      page
        .evaluate(() => document.querySelector('#root button, #root h1') !== null || undefined)
        .catch(() => undefined),
    );
    return page;
  }

  const firefox = {
    get browser() {
      return browser;
    },
    origin,

    /** The page that opens by itself at install, in front. */
    async welcomePage(): Promise<Page> {
      const page = await pageAt(browser, origin, '#/welcome');
      await page.bringToFront();
      return page;
    },

    /** Imports the wallet that has funds on the local chain. */
    async importWallet(): Promise<void> {
      // Firefox starts Sekisho anew once it may run in private windows, which closes the page that opened by itself.
      if (options.isAllowedInPrivate === true) await firefox.openDashboard('#/welcome');
      await importInto(await firefox.welcomePage());
    },

    /** A dApp's page in a tab in front; of a container (a user context, as BiDi has it) or of none. */
    async openSite(url: string, container: BrowserContext = browser.defaultBrowserContext()): Promise<Page> {
      const page = await container.newPage();
      await page.goto(url);
      await page.bringToFront();
      return page;
    },

    /** The popup in a tab of its own. */
    openPopup: (): Promise<Page> => openOwnPage('src/popup/index.html'),

    /** A route is such as `#/settings`. */
    openDashboard: (route: string): Promise<Page> => openOwnPage(`src/dashboard/index.html${route}`),

    /** A page of any kind in a new private window, opened by one of Sekisho's own pages. */
    async openPrivately(own: Page, url: string = `${origin}/src/popup/index.html`): Promise<Page> {
      const earlier = new Set(await browser.pages());
      await own.evaluate(async (address) => {
        const { windows } = (globalThis as unknown as FirefoxPage).browser;
        await windows.create({ url: address, incognito: true });
      }, url);
      return pageAt(browser, url, '', earlier);
    },

    /** Closes every private window; the browser goes on. */
    closePrivateWindows: (own: Page): Promise<void> =>
      own.evaluate(async () => {
        const { windows } = (globalThis as unknown as FirefoxPage).browser;
        for (const { id, incognito } of await windows.getAll()) if (incognito) await windows.remove(id);
      }),

    /** Ends the event page, as Firefox does where it has been idle. */
    putToSleep: (): Promise<void> => putToSleep(browser),

    /** Takes the network from the browser, loopback excepted, or brings it back. */
    setOffline: (isOffline: boolean): Promise<void> => setOffline(browser, isOffline),

    /** A number that differs from one life of the event page to the next; null while it sleeps. Wakes nobody. */
    lifeOfBackground: (page: Page): Promise<number | null> =>
      page.evaluate(() => {
        const { extension } = (globalThis as unknown as FirefoxPage).browser;
        return extension.getBackgroundPage()?.performance.timeOrigin ?? null;
      }),

    /** The window with the request that waits first, as soon as there is one. */
    requestWindow: (): Promise<Page> => pageAt(browser, origin, '#/requests/'),

    /** Closes every page but the empty one that the browser began with, which keeps it running. */
    async closePages(): Promise<void> {
      const [empty, ...pages] = await browser.pages();
      if (empty?.url() !== 'about:blank') throw new Error('The empty page is gone');
      // A window of Sekisho's may be closing by itself.
      for (const page of pages) await page.close().catch(() => undefined);
    },

    /** Closes the browser and starts it again with the same profile, and with what was done to it meanwhile. */
    async restart(meanwhile: () => void = () => {}): Promise<void> {
      await browser.close();
      meanwhile();
      ({ browser } = await launchFirefox({ ...options, uuid }));
    },

    /** Kills the browser as a power cut does: nothing gets to say goodbye. */
    async kill(): Promise<void> {
      const child = browser.process();
      if (child === null) throw new Error('Firefox runs somewhere else');
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    },

    close: (): Promise<void> => browser.close(),
  };
  return firefox;
}

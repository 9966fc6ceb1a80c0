import { once } from 'node:events';
import type { Page } from 'puppeteer-core';
import { launchFirefox, putToSleep } from '../../../scripts/firefox.mjs';
import { developmentPhrase } from '../../../scripts/local-chain.mjs';
import { password } from './extension';
import { askInPage, type Answer } from './provider';

export type Firefox = Awaited<ReturnType<typeof startFirefox>>;

/** What a page of an extension has in Firefox. */
interface FirefoxPage {
  readonly browser: {
    readonly runtime: { getBackgroundPage(): Promise<Window & typeof globalThis> };
    readonly windows: {
      create(options: { url: string; incognito: boolean }): Promise<unknown>;
      getAll(): Promise<readonly { readonly id: number; readonly incognito: boolean }[]>;
      remove(id: number): Promise<void>;
    };
  };
}

/** How long anything on a screen may take to come. */
const patience = 30_000;

/** Starts Firefox with Sekisho in it, and what a story does with the extension itself. */
export async function startFirefox(options: Parameters<typeof launchFirefox>[0]) {
  const { browser, origin } = await launchFirefox(options);

  const popupUrl = `${origin}/src/popup/index.html`;
  const welcomeUrl = `${origin}/src/dashboard/index.html#/welcome`;

  /** One of Sekisho's own pages in a tab of its own. */
  async function openOwn(url: string): Promise<Page> {
    const page = await browser.newPage();
    // Firefox never tells that a page of an extension has loaded: it is asked for what it shows.
    page.goto(url).catch(() => undefined);
    await page.bringToFront();
    const isShown = () => page.evaluate(() => document.querySelector('#root button') !== null);
    const deadline = Date.now() + patience;
    while (!(await isShown().catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`Nothing is shown at ${url}`);
    }
    return page;
  }

  /** The first page that is at such an address; Firefox tells only the page itself where an extension's page is. */
  async function pageAt(start: string, earlier: ReadonlySet<Page> = new Set()): Promise<Page> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      for (const page of await browser.pages()) {
        const address = await page.evaluate(() => location.href).catch(() => '');
        if (address.startsWith(start) && !earlier.has(page)) return page;
      }
    }
    throw new Error(`No page came at ${start}`);
  }

  const firefox = {
    browser,

    /** Imports the wallet that has funds on the local chain, on the page that opens at install. */
    async importWallet(): Promise<void> {
      // Firefox starts Sekisho anew once it may run in private windows, which closes the page that opened by itself.
      if (options.isAllowedInPrivate === true) await openOwn(welcomeUrl);
      const page = await pageAt(welcomeUrl);
      await page.bringToFront();
      await click(page, 'Import a recovery phrase');
      await fill(page, 'Recovery phrase', developmentPhrase);
      await fill(page, 'Password', password);
      await fill(page, 'Confirm password', password);
      await click(page, 'Continue');
      await find(page, 'button', 'Open Sekisho');
      await page.close();
    },

    /** A dApp's page in a tab in front. */
    async openSite(url: string): Promise<Page> {
      const page = await browser.newPage();
      await page.goto(url);
      await page.bringToFront();
      return page;
    },

    /** The popup in a tab of its own. */
    openPopup: () => openOwn(popupUrl),

    /** A page of any kind in a new private window, opened by one of Sekisho's own pages. */
    async openPrivately(own: Page, url: string = popupUrl): Promise<Page> {
      const earlier = new Set(await browser.pages());
      await own.evaluate(async (address) => {
        const { windows } = (globalThis as unknown as FirefoxPage).browser;
        await windows.create({ url: address, incognito: true });
      }, url);
      return pageAt(url, earlier);
    },

    /** Closes every private window; the browser goes on. */
    closePrivateWindows: (own: Page): Promise<void> =>
      own.evaluate(async () => {
        const { windows } = (globalThis as unknown as FirefoxPage).browser;
        for (const { id, incognito } of await windows.getAll()) if (incognito) await windows.remove(id);
      }),

    /** Ends the event page, as Firefox does where it has been idle. */
    putToSleep: () => putToSleep(browser),

    /** A number that differs from one life of the event page to the next, as one of Sekisho's pages sees it. */
    lifeOfBackground: (page: Page): Promise<number> =>
      page.evaluate(async () => {
        const background = await (globalThis as unknown as FirefoxPage).browser.runtime.getBackgroundPage();
        return background.performance.timeOrigin;
      }),

    /** The window with the request that waits first, as soon as there is one. */
    requestWindow: () => pageAt(`${popupUrl}#/requests/`),

    /** Kills the browser as a power cut does: nothing gets to say goodbye. */
    async kill(): Promise<void> {
      const child = browser.process();
      if (child === null) throw new Error('Firefox runs somewhere else');
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    },

    close: () => browser.close(),
  };
  return firefox;
}

/** A thing on a screen by its role and accessible name, as soon as it is there. */
export async function find(page: Page, role: string, name: string) {
  const found = await page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, {
    timeout: patience,
  });
  if (found === null) throw new Error(`There is no ${role} "${name}"`);
  return found;
}

/** Waits until a text is on the screen. */
export async function see(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (sought) => document.body.innerText.includes(sought),
    { timeout: patience },
    text,
  );
}

/** Clicks a button as soon as it is enabled: one that approves opens after a second of attention. */
export async function click(page: Page, name: string): Promise<void> {
  const button = await find(page, 'button', name);
  await page.waitForFunction(
    (each) => !each.matches(':disabled, [aria-disabled="true"]'),
    { timeout: patience },
    button,
  );
  await button.click();
}

/** Types into a field. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`::-p-aria([name="${name}"])`, { timeout: patience });
  if (field === null) throw new Error(`There is no field "${name}"`);
  await field.click();
  await field.type(text);
}

/** Asks Sekisho in a page for what a dApp would ask it. */
export async function ask(page: Page, method: string, params?: unknown): Promise<Answer> {
  return page.evaluate(askInPage, params === undefined ? { method } : { method, params });
}

import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { launchFirefox } from '../../../scripts/firefox.mjs';
import { developmentPhrase } from '../../../scripts/local-chain.mjs';
import { password } from './extension';

export type Firefox = Awaited<ReturnType<typeof startFirefox>>;

/** What a page of an extension has in Firefox. */
interface FirefoxPage {
  readonly browser: { readonly extension: { getBackgroundPage(): Window | null } };
}

/** How long anything on a screen may take to come. */
const patience = 30_000;

/** Starts Firefox with Sekisho in it, and what a story does with the extension itself. */
export async function startFirefox(options: Parameters<typeof launchFirefox>[0]) {
  const uuid = randomUUID();
  let { browser, origin } = await launchFirefox({ ...options, uuid });

  /** Opens a page of Sekisho in a tab of its own, and waits until it shows something. */
  async function openOwnPage(path: string): Promise<Page> {
    const page = await browser.newPage();
    // Firefox never tells that a page of an extension has loaded: it is asked for what it shows.
    page.goto(`${origin}/${path}`).catch(() => undefined);
    await page.bringToFront();
    const isShown = () => page.evaluate(() => document.querySelector('#root button, #root h1') !== null);
    const deadline = Date.now() + patience;
    while (!(await isShown().catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`Nothing came at ${path}`);
    }
    return page;
  }

  const firefox = {
    get browser() {
      return browser;
    },
    get origin() {
      return origin;
    },

    /** The page that opens by itself at install, in front. */
    async welcomePage(): Promise<Page> {
      const page = await pageAt(browser, origin, '#/welcome');
      await page.bringToFront();
      return page;
    },

    /** Imports the wallet that has funds on the local chain. */
    async importWallet(): Promise<void> {
      await importInto(await firefox.welcomePage());
    },

    /** A dApp's page in a tab in front; of a container (a user context, as BiDi has it) or of none. */
    async openSite(url: string, container: BrowserContext = browser.defaultBrowserContext()): Promise<Page> {
      const page = await container.newPage();
      await page.goto(url);
      await page.bringToFront();
      return page;
    },

    openPopup: (): Promise<Page> => openOwnPage('src/popup/index.html'),

    /** A route is such as `#/settings`. */
    openDashboard: (route: string): Promise<Page> => openOwnPage(`src/dashboard/index.html${route}`),

    /** Whether the event page is awake, as one of Sekisho's pages sees it without waking it. */
    isAwake: (page: Page): Promise<boolean> =>
      page.evaluate(() => {
        const { extension } = (globalThis as unknown as FirefoxPage).browser;
        return extension.getBackgroundPage() !== null;
      }),

    /** The window with the request that waits first, as soon as there is one. */
    requestWindow: (): Promise<Page> => pageAt(browser, origin, '#/requests/'),

    /** Closes the browser and starts it again with the same profile. */
    async restart(): Promise<void> {
      await browser.close();
      ({ browser, origin } = await launchFirefox({ ...options, uuid }));
    },

    close: (): Promise<void> => browser.close(),
  };
  return firefox;
}

/** The first page of an origin at such an address; Firefox tells only the page itself where an extension's page is. */
export async function pageAt(browser: Browser, origin: string, part: string): Promise<Page> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    for (const page of await browser.pages()) {
      const address = await page.evaluate(() => location.href).catch(() => '');
      if (address.startsWith(origin) && address.includes(part)) return page;
    }
  }
  throw new Error(`No page of ${origin} came at ${part}`);
}

/** Imports, on the welcome page, the wallet that has funds on the local chain. */
export async function importInto(welcome: Page): Promise<void> {
  await click(welcome, 'Import a recovery phrase');
  await fill(welcome, 'Recovery phrase', developmentPhrase);
  await fill(welcome, 'Password', password);
  await fill(welcome, 'Confirm password', password);
  await click(welcome, 'Continue');
  await find(welcome, 'button', 'Open Sekisho');
  await welcome.close();
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

/** A button, as soon as it is enabled: one that approves opens after a second of attention. */
export async function findOpen(page: Page, name: string) {
  const button = await find(page, 'button', name);
  await page.waitForFunction(
    (each) => !each.matches(':disabled, [aria-disabled="true"]'),
    { timeout: patience },
    button,
  );
  return button;
}

/** Clicks a button as soon as it is enabled. */
export async function click(page: Page, name: string): Promise<void> {
  await (await findOpen(page, name)).click();
}

/** Clicks what answers the last request that waits, and is done when its window has closed. */
export async function settle(requestWindow: Page, name: string): Promise<void> {
  await click(requestWindow, name);
  await closed(requestWindow);
}

/** Waits until a window has closed. Puppeteer is not told of it: it is asked until nobody answers. */
export async function closed(window: Page): Promise<void> {
  const deadline = Date.now() + patience;
  while (await window.evaluate(() => true).catch(() => false)) {
    if (Date.now() > deadline) throw new Error('The window stays open');
  }
}

/** Types into a field. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`::-p-aria([name="${name}"])`, { timeout: patience });
  if (field === null) throw new Error(`There is no field "${name}"`);
  await field.click({ count: 3 });
  await field.type(text);
}

/** Chooses from a list by what is read in it. */
export async function choose(page: Page, name: string, label: string): Promise<void> {
  const list = await find(page, 'combobox', name);
  const value = await list.evaluate(
    (each, sought) => [...each.querySelectorAll('option')].find(({ label }) => label === sought)?.value,
    label,
  );
  if (value === undefined) throw new Error(`"${name}" does not offer "${label}"`);
  await list.select(value);
}

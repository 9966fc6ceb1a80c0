import { expect, type Page } from '@playwright/test';
import { launchBrowser, pageAt } from '../../../scripts/browser.mjs';
import type { BrowserOptions } from '../../../scripts/browser.mjs';
import { builtExtension, readExtension } from '../../../scripts/extension.mjs';
import { developmentPhrase } from '../../../scripts/local-chain.mjs';
import { deleteInPage } from './database';

/** What the browser's page of extensions has. */
interface ExtensionsPage {
  readonly chrome: {
    readonly developerPrivate: {
      updateExtensionConfiguration(update: {
        readonly extensionId: string;
        readonly incognitoAccess: boolean;
      }): Promise<void>;
      updateProfileConfiguration(update: { readonly inDeveloperMode: boolean }): Promise<void>;
      getExtensionInfo(id: string): Promise<{
        readonly state: string;
        readonly incognitoAccess: { readonly isActive: boolean };
      }>;
    };
  };
}

/** What a page of an extension has. */
interface OwnPage {
  readonly chrome: {
    readonly windows: { create(options: { url: string; incognito: boolean }): Promise<unknown> };
    readonly alarms: { clearAll(): Promise<unknown> };
    readonly action: { setBadgeText(badge: { text: string }): Promise<void> };
    readonly storage: Readonly<Record<'local' | 'session', { clear(): Promise<void> }>>;
  };
}

export type Extension = Awaited<ReturnType<typeof startExtension>>;

/** The password of every wallet that a test makes without naming one. */
export const password = 'correct horse battery staple';

/** Starts a browser with Sekisho in it, and everything a story does with the extension itself. */
export async function startExtension(options: BrowserOptions) {
  const { id, popupUrl, dashboardUrl } = readExtension(builtExtension);
  let context = await launchBrowser(options);

  function isRequest(url: string) {
    return url.includes('#/requests/');
  }

  const privatePages = new Set<Page>();
  let isClosed = false;
  context.once('close', () => {
    isClosed = true;
  });

  const extension = {
    get context() {
      return context;
    },
    id,
    profile: options.profile,
    popupUrl,
    dashboardUrl,

    /** Opens the popup in a tab of its own; a route is such as `#/requests/<id>`. */
    async openPopup(route = ''): Promise<Page> {
      const page = await context.newPage();
      await page.goto(popupUrl(route));
      return page;
    },

    async openDashboard(route = ''): Promise<Page> {
      const page = await context.newPage();
      await page.goto(dashboardUrl(route));
      return page;
    },

    /** The page that opens by itself at install. */
    welcomePage(): Promise<Page> {
      return pageAt(context, (url) => url === dashboardUrl('#/welcome'));
    },

    /** The window with the request that waits first, as soon as there is one. */
    requestWindow(): Promise<Page> {
      return pageAt(context, isRequest);
    },

    /** Has the browser run Sekisho in private windows too, from its next start on. */
    async allowInPrivate(): Promise<void> {
      const page = await context.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(async (extensionId) => {
        const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
        // Otherwise an unpacked extension that is loaded anew is disabled.
        await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        await developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
      }, id);
      // It is loaded anew for that; a browser that is closed meanwhile would leave it disabled for good.
      await expect
        .poll(() =>
          page.evaluate(async (extensionId) => {
            const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
            const { state, incognitoAccess } = await developerPrivate.getExtensionInfo(extensionId);
            return state === 'ENABLED' && incognitoAccess.isActive;
          }, id),
        )
        .toBe(true);
      await extension.restartBrowser();
      // The browser may have noted before that Sekisho is installed: then its page does not open by itself.
      await extension.openDashboard('#/welcome');
    },

    /** A page in a new private window, opened by one of Sekisho's own pages. */
    async openPrivately(own: Page, url: string): Promise<Page> {
      const opened = context.waitForEvent('page', (page) => page.url() === url || page.url() === '');
      await own.evaluate(async (address) => {
        const { windows } = (globalThis as unknown as OwnPage).chrome;
        await windows.create({ url: address, incognito: true });
      }, url);
      const page = await opened;
      privatePages.add(page);
      await page.waitForURL(url);
      await page.bringToFront();
      return page;
    },

    /** Closes every private window; the browser goes on. */
    async closePrivateWindows(): Promise<void> {
      for (const page of context.pages()) if (isRequest(page.url())) privatePages.add(page);
      for (const page of privatePages) await page.close();
      privatePages.clear();
    },

    /** Imports a wallet on the welcome page, by default the one that has funds on the local chain. */
    async importWallet({ phrase = developmentPhrase, password: chosen = password } = {}): Promise<void> {
      const page = await extension.welcomePage();
      // A tab behind another is painted once a second, and nothing in it is still until then.
      await page.bringToFront();
      await page.getByRole('button', { name: 'Import a recovery phrase' }).click();
      await page.getByLabel('Recovery phrase', { exact: true }).fill(phrase);
      await page.getByLabel('Password', { exact: true }).fill(chosen);
      await page.getByLabel('Confirm password', { exact: true }).fill(chosen);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Open Sekisho' }).waitFor();
      await page.close();
    },

    /** Stops the background worker at once, as the browser does after 30 idle seconds. */
    async killWorker(): Promise<void> {
      const [page = await context.newPage()] = context.pages();
      const session = await context.newCDPSession(page);
      const stopped = new Promise<void>((done) => {
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) done();
        });
      });
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await stopped;
      await session.detach();
    },

    /** Whether the browser is the one that was started first. */
    isFirstRun: () => !isClosed,

    /** Makes it as it was after the installation: closes every page, and leaves nothing stored, neither by sites. */
    async reset(): Promise<void> {
      const pages = context.pages();
      const welcome = await context.newPage();
      const session = await context.newCDPSession(welcome);
      for (const page of pages) {
        const { origin, protocol } = new URL(page.url());
        await page.close();
        if (protocol !== 'http:') continue;
        await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      }
      // A page of the extension in which nothing of it runs, so that nobody wakes the worker.
      await welcome.goto(`chrome-extension://${id}/manifest.json`);
      await extension.killWorker();
      await welcome.evaluate(async () => {
        const { chrome } = globalThis as unknown as OwnPage;
        await Promise.all([
          chrome.alarms.clearAll(),
          chrome.action.setBadgeText({ text: '' }),
          chrome.storage.local.clear(),
          chrome.storage.session.clear(),
        ]);
      });
      await welcome.evaluate(deleteInPage);
      await session.detach();
      await welcome.goto(dashboardUrl('#/welcome'));
    },

    /** Closes the browser and starts it again with the same profile, and with what is otherwise now. */
    async restartBrowser(otherwise: Partial<BrowserOptions> = {}): Promise<void> {
      await context.close();
      context = await launchBrowser({ ...options, ...otherwise });
    },

    /** Kills the browser as a power cut does: nothing gets to say goodbye. */
    async kill(): Promise<void> {
      const session = await context.browser()!.newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const browserProcess = processInfo.find(({ type }) => type === 'browser')!;
      const gone = context.waitForEvent('close');
      process.kill(browserProcess.id, 'SIGKILL');
      await gone;
    },

    async close(): Promise<void> {
      await context.close();
    },
  };
  return extension;
}

/** Clicks what answers a request, and is done when its window has closed or asks the next question. */
export async function settle(requestWindow: Page, name: string): Promise<void> {
  const button = await requestWindow.getByRole('button', { name, exact: true }).elementHandle();
  if (!button) throw new Error(`There is no button "${name}"`);
  const closed = requestWindow.waitForEvent('close');
  await button.click();
  const refusal = requestWindow.getByRole('button', { name: /^(Decline|Reject|Not now|Unlock)$/ });
  const asksNext = button.waitForElementState('hidden').then(() => refusal.first().waitFor());
  // Waiting in a window that closes fails, which is the other good end.
  await Promise.race([closed, asksNext.catch(() => closed)]);
}

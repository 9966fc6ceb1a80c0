import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { builtExtension } from '../../scripts/extension.mjs';
import { setUpFirefox } from '../../scripts/setup.mjs';
import { builtForFirefox } from '../../scripts/firefox.mjs';
import type { Dump } from '../adapters/storage/raw-database';
import { password, settle, startExtension } from './harness/extension';
import { startFirefox } from './harness/firefox';
import { openConnected } from './harness/firefox-fixtures';
import { expect, test as base } from './harness/fixtures';
import { announcedWallets, request } from './harness/provider';
import * as screen from './harness/screen';
import { askSignature, connect, expectRefused, firstAccount, signature } from './harness/stories';
import {
  askEthereumInPage,
  askKeptInPage,
  isListeningForUpdates,
  keepInPage,
  layOut,
  takeUp,
} from './harness/update';

const test = base.extend<{ folder: string }>({
  folder: async ({ browserName: _ }, provide, testInfo) => {
    await provide(testInfo.outputPath('extension'));
  },
  extension: async ({ browserFile, language, theme, folder }, provide, testInfo) => {
    const profile = testInfo.outputPath('profile');
    const options = {
      executablePath: browserFile,
      profile,
      language,
      theme,
      extension: folder,
      isDeveloper: true,
    };
    const extension = await startExtension(options);
    await provide(extension);
    await extension.close();
  },
});

const later = '99.0';

test.describe('an update', () => {
  test.use({
    folder: async ({ browserName: _ }, provide, testInfo) => {
      const folder = testInfo.outputPath('extension');
      layOut(builtExtension, folder);
      await provide(folder);
    },
  });

  test('with twenty tabs open asks nobody to reload who need not, and carries the sessions', async ({
    extension,
    page,
    folder,
    framePages,
  }) => {
    test.setTimeout(150_000);
    await extension.importWallet();
    framePages.put('/', '<h1>Site</h1>');
    const site = framePages.url('/');
    const other = framePages.url('/', 'localhost');
    await page.goto(site);
    await connect(extension, page);
    const until = await extension.context.newPage();
    await until.goto(other);
    await connect(extension, until, { length: 'Until I close the browser' });
    const more = Array.from({ length: 18 }, async () => {
      const tab = await extension.context.newPage();
      await tab.goto(site);
      return tab;
    });
    const tabs = [page, until, ...(await Promise.all(more))];
    await Promise.all(tabs.map((tab) => tab.evaluate(keepInPage)));
    expect(await page.evaluate(askKeptInPage, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
    const asked = askSignature(page, 'held over an update');
    await extension.requestWindow();

    layOut(builtExtension, folder, (manifest) => {
      manifest.version = later;
    });
    const worker = await takeUp(extension);
    expect(await isListeningForUpdates(worker)).toBe(true);
    expect(await asked).toMatchObject({ ok: false, code: 4900 });
    for (const tab of tabs) {
      expect(await announcedWallets(tab)).toEqual([]);
      expect(await tab.evaluate(askKeptInPage, 'eth_accounts')).toMatchObject({
        ok: false,
        code: 4900,
        message: expect.stringContaining('Reload the page'),
      });
    }

    await page.reload();
    expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
    await until.reload();
    expect(await request(until, 'eth_accounts')).toEqual({ ok: true, value: [] });

    const popup = await extension.openPopup();
    await unlock(popup);
    await expect(popup.getByText(`Sekisho was updated to ${later}`)).toBeVisible();
    await expect(popup.getByText('Your 1 session is still there.')).toBeVisible();
    await expect(popup.getByText(/^1 session that was to last until you close the browser/)).toBeVisible();
    await expect(popup.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1);
    await popup.reload();
    await expect(popup.getByRole('list', { name: 'Ended' }).getByRole('listitem')).toHaveCount(1);
    await expect(popup.getByText(`Sekisho was updated to ${later}`)).toBeHidden();
    await popup.close();

    const history = await extension.openDashboard('#/history');
    await expect(history.getByText(`Sekisho was updated to ${later}`)).toBeVisible();
    await expect(history.getByText(/^A request of .* was dropped by an update of Sekisho$/)).toBeVisible();
    await history.close();

    const again = askSignature(until, 'after the update');
    const window = await extension.requestWindow();
    await expect(window.getByText('Session ended by an update of Sekisho')).toBeVisible();
    await expect(window.getByText('1 request is waiting')).toBeVisible();
    await window.getByRole('button', { name: 'Reconnect', exact: true }).click();
    await expect(window.getByRole('heading', { name: 'Signature request' })).toBeVisible();
    await expect(window.getByText('after the update')).toBeVisible();
    await settle(window, 'Sign');
    expect(await again).toMatchObject(signature);
  });
});

test.describe('the store of another version', () => {
  test.use({
    folder: async ({ browserName: _ }, provide, testInfo) => {
      const folder = testInfo.outputPath('extension');
      // An older build that opens nothing by itself, so that its database can be laid down first.
      layOut(builtExtension, folder, (manifest) => {
        manifest.version = '0.1.0';
        delete manifest['background'];
      });
      await provide(folder);
    },
  });

  test('is carried over where it is older, and where it is newer left alone and explained', async ({
    extension,
    page,
    folder,
    framePages,
  }) => {
    framePages.put('/', '<h1>Site</h1>');
    const site = framePages.url('/');
    const planting = await extension.openPopup();
    const account = await plant(planting, fixtureWith(new URL(site).origin));
    await planting.close();
    layOut(builtExtension, folder);
    await takeUp(extension);
    await page.goto(site);
    expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [account] });

    const dashboard = await extension.openDashboard();
    // In the language that the older version was set to.
    await expect(dashboard.getByRole('heading', { name: '概要' })).toBeVisible();
    const before = await raise(dashboard);
    await dashboard.reload();
    const sentence = 'This wallet was last used with a newer Sekisho';
    await expect(dashboard.getByRole('heading', { name: sentence })).toBeVisible();
    const popup = await extension.openPopup();
    await expect(popup.getByRole('heading', { name: sentence })).toBeVisible();
    await expect(popup.getByText('Update Sekisho to go on.')).toBeVisible();
    for (const method of ['eth_accounts', 'eth_requestAccounts']) {
      expectRefused(await request(page, method), -32603);
    }
    await extension.killWorker();
    expectRefused(await request(page, 'eth_accounts'), -32603);
    expect(await readDatabase(popup)).toEqual(before);
    expect(extension.context.pages().filter((each) => each.url().includes('welcome'))).toEqual([]);
  });
});

test('an update in Firefox carries the session and puts its own scripts into open pages: what waited is refused, and signed when asked again', async ({
  framePages,
}, testInfo) => {
  test.setTimeout(150_000);
  framePages.put('/', '<h1>Site</h1>');
  const firefox = await startFirefox({ executablePath: await setUpFirefox() });
  try {
    await firefox.importWallet();
    const page = await openConnected(firefox, framePages.url('/'));
    await page.evaluate(keepInPage);
    const pending = askSignature(page, 'held over an update');
    await firefox.requestWindow();
    const folder = testInfo.outputPath('firefox');
    layOut(builtForFirefox, folder, (manifest) => {
      manifest.version = later;
    });
    await firefox.browser.installExtension(folder);
    expect(await pending).toMatchObject({ ok: false, code: 4900 });
    expect(await page.evaluate(askKeptInPage, 'eth_chainId')).toMatchObject({ ok: false, code: 4900 });
    expect(await announcedWallets(page)).toEqual(['app.sekisho']);
    expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
    expect(await page.evaluate(askEthereumInPage)).toBe('0x1');

    const popup = await firefox.openPopup();
    await screen.fill(popup, 'Password', password);
    await screen.click(popup, 'Unlock');
    await screen.see(popup, `Sekisho was updated to ${later}`);
    await screen.see(popup, 'Your 1 session is still there.');
    await screen.find(popup, 'button', 'End session');
    await popup.close();

    const again = askSignature(page, 'held over an update');
    const question = await firefox.requestWindow();
    await screen.see(question, 'held over an update');
    await screen.settle(question, 'Sign');
    expect(await again).toMatchObject(signature);
  } finally {
    await firefox.close();
  }
});

async function unlock(popup: Page): Promise<void> {
  await popup.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await popup.getByRole('button', { name: 'Unlock', exact: true }).click();
}

interface SessionRow {
  readonly session: { readonly accounts: readonly string[]; readonly end: object | null };
}

/** The database that version 0.1.0 left behind, with a session of `origin` that was used just now. */
function fixtureWith(origin: string): Dump {
  const dump: Dump = JSON.parse(
    readFileSync(new URL('../fixtures/database-v1.json', import.meta.url), 'utf8'),
  );
  const now = Date.now();
  const term = {
    choice: { kind: 'profile-default' },
    idleLimit: 604_800_000,
    absoluteLimit: 2_592_000_000,
    warnBefore: 86_400_000,
  };
  const rowOf = ({ session }: SessionRow) => ({
    session: {
      ...session,
      id: 'f'.repeat(32),
      key: JSON.stringify([origin, null, null, 0]),
      origin,
      topOrigin: null,
      cookieStore: null,
      isPrivate: false,
      term,
      openedAt: now,
      lastUsedAt: now,
      isWarned: false,
    },
    deadline: now + term.idleLimit,
    warnAt: now + term.idleLimit - term.warnBefore,
    liveAccounts: session.accounts,
  });
  return {
    ...dump,
    stores: dump.stores.map((store) => {
      if (store.name !== 'sessions') return store;
      const live = (store.rows as readonly SessionRow[]).find(({ session }) => session.end === null)!;
      return { ...store, rows: [...store.rows, rowOf(live)] };
    }),
  };
}

/** Lays a database down in the browser, by its own description and nothing of today's code. The account of its last session. */
async function plant(page: Page, dump: Dump): Promise<string> {
  await page.evaluate(async ({ version, stores }) => {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('sekisho', version);
      opening.addEventListener('upgradeneeded', () => {
        for (const { name, keyPath, autoIncrement, indexes, rows } of stores) {
          const store = opening.result.createObjectStore(name, { keyPath, autoIncrement });
          for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
            store.createIndex(index, path, { unique, multiEntry });
          for (const row of rows) store.put(row);
        }
      });
      opening.addEventListener('error', () => reject(new Error('It does not open')));
      opening.addEventListener('success', () => {
        opening.result.close();
        resolve();
      });
    });
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set: (items: object) => Promise<void> } } };
    };
    await chrome.storage.local.set({ version: '0.1.0' });
  }, dump);
  const sessions = dump.stores.find(({ name }) => name === 'sessions')!.rows as readonly SessionRow[];
  return sessions.at(-1)!.session.accounts[0]!;
}

/** Makes the database one of a version that is still to come; what is in it then. */
async function raise(page: Page): Promise<unknown> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('sekisho', 1_000);
        opening.addEventListener('error', () => reject(new Error('It does not open')));
        opening.addEventListener('success', () => {
          opening.result.close();
          resolve();
        });
      }),
  );
  return readDatabase(page);
}

async function readDatabase(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('sekisho');
        opening.addEventListener('error', () => reject(new Error('It does not open')));
        opening.addEventListener('success', () => {
          const db = opening.result;
          const names = [...db.objectStoreNames];
          const tx = db.transaction(names);
          const rows = names.map((name) => tx.objectStore(name).getAll());
          tx.addEventListener('complete', () => {
            const found = names.map((name, at) => [name, rows[at]!.result]);
            db.close();
            resolve([db.version, found]);
          });
        });
      }),
  );
}

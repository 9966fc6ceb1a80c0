// @ts-check
// A Firefox with Sekisho in it.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { root } from './terminal.mjs';

/** The folder of the extension as `npm run build:firefox` makes it. */
export const builtForFirefox = join(root, 'dist', 'firefox');

const extensionId = 'guard@sekisho.app';

/**
 * @typedef {object} FirefoxOptions
 * @property {string} executablePath
 * @property {string} [extension] The folder of the built extension.
 * @property {boolean} [isHeadless]
 * @property {Record<string, unknown>} [preferences]
 * @property {string} [profile] The folder of a profile that is kept, with what Sekisho stores in it; by default a new one.
 * @property {string} [uuid] The host of Sekisho's own pages: the same one finds again what was stored.
 * @property {boolean} [isAllowedInPrivate] Whether Sekisho runs in private windows.
 */

/**
 * Opens a profile in which Sekisho's pages have an address that is known beforehand.
 * @param {FirefoxOptions} options
 */
export async function launchFirefox({
  executablePath,
  extension = builtForFirefox,
  isHeadless = true,
  preferences = {},
  profile,
  uuid = randomUUID(),
  isAllowedInPrivate = false,
}) {
  if (profile !== undefined) mkdirSync(profile, { recursive: true });
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: isHeadless,
    defaultViewport: null,
    ...(profile === undefined ? {} : { userDataDir: profile }),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
      // An add-on that is installed for a run only leaves what it has stored.
      ...(profile === undefined
        ? {}
        : {
            'extensions.webextensions.keepStorageOnUninstall': true,
            'extensions.webextensions.keepUuidOnUninstall': true,
          }),
      ...preferences,
    },
  });
  if (isAllowedInPrivate) await installInPrivate(browser, extension);
  else await browser.installExtension(extension);
  return { browser, origin: `moz-extension://${uuid}` };
}

/**
 * Ends the event page at once, as Firefox itself does once it has been idle. The next message begins another life.
 * @param {import('puppeteer-core').Browser} browser
 */
export function putToSleep(browser) {
  return runInBrowser(
    browser,
    `WebExtensionPolicy.getByID('${extensionId}').extension.terminateBackground()`,
  );
}

/**
 * Takes the network from the whole browser, loopback excepted, or brings it back.
 * @param {import('puppeteer-core').Browser} browser
 * @param {boolean} isOffline
 */
export function setOffline(browser, isOffline) {
  return runInBrowser(browser, `Services.io.offline = ${isOffline}`);
}

/**
 * Runs an expression where Firefox itself runs.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} expression
 */
async function runInBrowser(browser, expression) {
  const connection = Reflect.get(browser, 'connection');
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const [{ context }] = tree.result.contexts;
  const { result } = await connection.send('script.evaluate', {
    expression,
    target: { context },
    awaitPromise: true,
  });
  if (result.type !== 'success') throw new Error(`Firefox refuses: ${expression}`);
}

/**
 * Puppeteer has no word for "Run in Private Windows"; what it speaks to Firefox has.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} extension
 */
async function installInPrivate(browser, extension) {
  const connection = Reflect.get(browser, 'connection');
  const extensionData = { type: 'path', path: extension };
  await connection.send('webExtension.install', { extensionData, 'moz:allowPrivateBrowsing': true });
}

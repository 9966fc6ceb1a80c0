// @ts-check
// A Firefox with Sekisho in it.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { root } from './terminal.mjs';

/** The folder of the extension as `npm run build:firefox` makes it. */
const builtForFirefox = join(root, 'dist', 'firefox');

const extensionId = 'guard@sekisho.app';

/**
 * @typedef {object} FirefoxOptions
 * @property {string} executablePath
 * @property {boolean} [isHeadless]
 * @property {string} [profile] The folder that keeps what the browser stores; without one it is new, and gone afterwards.
 * @property {string} [uuid] What stands in the address of Sekisho's pages.
 * @property {Record<string, unknown>} [preferences]
 */

/**
 * Opens Firefox, in which Sekisho's pages have an address that is known beforehand.
 * @param {FirefoxOptions} options
 */
export async function launchFirefox({
  executablePath,
  isHeadless = true,
  profile,
  uuid = randomUUID(),
  preferences = {},
}) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: isHeadless,
    defaultViewport: null,
    ...(profile === undefined ? {} : { userDataDir: profile }),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
      // An extension from a folder leaves with the browser. What it stored is there when it comes back.
      'extensions.webextensions.keepStorageOnUninstall': true,
      ...preferences,
    },
  });
  await browser.installExtension(builtForFirefox);
  return { browser, origin: `moz-extension://${uuid}` };
}

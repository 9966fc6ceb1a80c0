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
 * Opens a new profile, in which Sekisho's pages have an address that is known beforehand.
 * @param {object} options
 * @param {string} options.executablePath
 * @param {boolean} [options.isHeadless]
 * @param {Record<string, unknown>} [options.preferences]
 * @param {string} [options.profile] A folder of its own for what the browser stores; otherwise one that goes with it.
 * @param {boolean} [options.isAllowedInPrivate] Whether Sekisho runs in private windows.
 */
export async function launchFirefox({
  executablePath,
  isHeadless = true,
  preferences = {},
  profile,
  isAllowedInPrivate = false,
}) {
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: isHeadless,
    defaultViewport: null,
    ...(profile === undefined ? {} : { userDataDir: profile }),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
      ...preferences,
    },
  });
  if (isAllowedInPrivate) await installInPrivate(browser);
  else await browser.installExtension(builtForFirefox);
  return { browser, origin: `moz-extension://${uuid}` };
}

/**
 * Ends the event page at once, as Firefox itself does once it has been idle. The next message begins another life.
 * @param {import('puppeteer-core').Browser} browser
 */
export async function putToSleep(browser) {
  const connection = Reflect.get(browser, 'connection');
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const [{ context }] = tree.result.contexts;
  const { result } = await connection.send('script.evaluate', {
    expression: `WebExtensionPolicy.getByID('${extensionId}').extension.terminateBackground()`,
    target: { context },
    awaitPromise: true,
  });
  if (result.type !== 'success') throw new Error('The event page goes on');
}

/**
 * Puppeteer has no word for "Run in Private Windows"; what it speaks to Firefox has.
 * @param {import('puppeteer-core').Browser} browser
 */
async function installInPrivate(browser) {
  const connection = Reflect.get(browser, 'connection');
  const extensionData = { type: 'path', path: builtForFirefox };
  await connection.send('webExtension.install', { extensionData, 'moz:allowPrivateBrowsing': true });
}

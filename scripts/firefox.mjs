// @ts-check
// A Firefox with Sekisho in it.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { root } from './terminal.mjs';

/** The folder of the extension as `npm run build:firefox` makes it. */
export const builtForFirefox = join(root, 'dist', 'firefox');

const extensionId = 'guard@sekisho.app';

/**
 * Opens a new profile, in which Sekisho's pages have an address that is known beforehand.
 * @param {{executablePath: string, isHeadless?: boolean, preferences?: Record<string, unknown>}} options
 */
export async function launchFirefox({ executablePath, isHeadless = true, preferences = {} }) {
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: isHeadless,
    defaultViewport: null,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
      ...preferences,
    },
  });
  await browser.installExtension(builtForFirefox);
  return { browser, origin: `moz-extension://${uuid}` };
}

// @ts-check
// A Chromium with Sekisho in it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { builtExtension } from './extension.mjs';

/**
 * @typedef {object} BrowserOptions
 * @property {string} executablePath
 * @property {string} profile The folder that keeps what the browser stores; a new one is a new device.
 * @property {boolean} [isHeadless]
 * @property {boolean} [isOffline] Whether every name but loopback's is unknown.
 * @property {string} [extension] The folders of built extensions, with commas between them; none for an empty text.
 * @property {string} [language] What the browser and its pages speak.
 * @property {'light' | 'dark'} [theme]
 * @property {boolean} [keepsPages] Whether pages that are left stay in the back/forward cache, as they do for people.
 * @property {boolean} [isDeveloper] Whether an unpacked extension may be taken up anew while the browser runs (`runtime.reload`).
 * @property {string[]} [args]
 * @property {import('playwright').BrowserContextOptions} [context]
 * @property {Record<string, string>} [env]
 */

/**
 * @param {BrowserOptions} options
 * @returns {Promise<import('playwright').BrowserContext>}
 */
export function launchBrowser({
  executablePath,
  profile,
  isHeadless = true,
  isOffline = true,
  extension = builtExtension,
  language = 'en-US',
  theme = 'light',
  keepsPages = false,
  isDeveloper = false,
  args = [],
  context: contextOptions = {},
  env = {},
}) {
  writePreferences(profile, language, isDeveloper);
  return chromium.launchPersistentContext(profile, {
    viewport: null,
    colorScheme: theme,
    ...contextOptions,
    executablePath,
    headless: false,
    locale: language,
    env: { ...definedEnvironment(), LANGUAGE: language.replace('-', '_'), ...env },
    // Playwright's own list switches extensions off.
    ignoreDefaultArgs: ['--disable-extensions', ...(keepsPages ? ['--disable-back-forward-cache'] : [])],
    args: [...browserArguments({ isHeadless, isOffline, extension, language }), ...args],
  });
}

/**
 * What Chromium is started with, whoever starts it.
 * @param {Required<Pick<BrowserOptions, 'isHeadless' | 'isOffline' | 'extension' | 'language'>>} options
 */
export function browserArguments({ isHeadless, isOffline, extension, language }) {
  return [
    ...(isHeadless ? ['--headless=new'] : []),
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-features=DisableLoadExtensionCommandLineSwitch',
    `--lang=${language}`,
    ...(isOffline
      ? [
          '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1',
        ]
      : []),
    ...(extension === ''
      ? []
      : [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]),
  ];
}

/**
 * A new profile speaks the language from its first window on; what Playwright says of it comes late for a window that
 * the extension opens by itself.
 * @param {string} profile
 * @param {string} language
 * @param {boolean} isDeveloper
 */
function writePreferences(profile, language, isDeveloper) {
  const file = join(profile, 'Default', 'Preferences');
  if (existsSync(file)) return;
  const languages = language === 'en-US' ? 'en-US,en' : `${language},en-US,en`;
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const preferences = {
    intl: { accept_languages: languages, selected_languages: languages },
    ...(isDeveloper ? { extensions: { ui: { developer_mode: true } } } : {}),
  };
  writeFileSync(file, JSON.stringify(preferences));
}

function definedEnvironment() {
  /** @type {Record<string, string>} */
  const environment = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  return environment;
}

/**
 * @param {import('playwright').BrowserContext} context
 * @param {(url: string) => boolean} matches
 * @returns {Promise<import('playwright').Page>} The page at such an address, as soon as there is one.
 */
export function pageAt(context, matches) {
  // One that is there already may still be on its way to the address.
  const arriving = context.pages().map(async (page) => {
    await page.waitForURL((url) => matches(url.href));
    return page;
  });
  const opening = context.waitForEvent('page', {
    predicate: (page) =>
      page
        .waitForURL((url) => matches(url.href))
        .then(
          () => true,
          () => false,
        ),
  });
  return Promise.any([...arriving, opening]);
}

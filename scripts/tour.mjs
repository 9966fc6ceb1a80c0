// @ts-check
// The main job of Sekisho, done by a machine and photographed: connect, sign, end, reconnect, nothing lost.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, pageAt } from './browser.mjs';
import { builtExtension, readExtension } from './extension.mjs';
import { root } from './terminal.mjs';

const password = 'a pass for one journey';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {'en' | 'ja'} Language
 * @typedef {{executable: string, dappUrl: string, language: Language, theme: 'light' | 'dark'}} TourOptions
 */

/**
 * Takes the tour. A step that does not happen is an error, and leaves a picture of where it stopped.
 * @param {TourOptions} options
 */
export async function takeTour({ executable, dappUrl, language, theme }) {
  const folder = join(root, 'out', 'tour');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { popupUrl, dashboardUrl } = readExtension(builtExtension);
  const context = await launchBrowser({
    executablePath: executable,
    profile: join(folder, 'profile'),
    language: language === 'ja' ? 'ja' : 'en-US',
    theme,
    context: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 },
  });
  const say = readNames(language);
  let number = 0;

  /**
   * @param {string} sentence What has happened when the work is done.
   * @param {string} picture
   * @param {Page} page
   * @param {() => Promise<unknown>} work
   */
  async function stop(sentence, picture, page, work) {
    number += 1;
    const prefix = String(number).padStart(2, '0');
    const take = (/** @type {string} */ name) =>
      page.screenshot({ path: join(folder, `${prefix}-${name}.png`) });
    try {
      await work();
    } catch (error) {
      console.log(`✗ ${prefix} ${sentence}`);
      if (!page.isClosed()) await take(`${picture}-failed`);
      throw error;
    }
    await take(picture);
    console.log(`✓ ${prefix} ${sentence}`);
  }

  /** @param {Page} page @param {string} name */
  const button = (page, name) => page.getByRole('button', { name: say(name), exact: true });
  const requestWindow = () => pageAt(context, (url) => url.includes('#/requests/'));
  /** Approves the last request that waits, which closes the window. @param {Page} page @param {string} name */
  const approve = (page, name) => Promise.all([page.waitForEvent('close'), button(page, name).click()]);

  try {
    const welcome = await pageAt(context, (url) => url === dashboardUrl('#/welcome'));
    await stop('Sekisho welcomes', 'welcome', welcome, () =>
      button(welcome, 'Create a new wallet').waitFor(),
    );
    await createWallet();

    const dapp = await context.newPage();
    await stop('A dApp finds Sekisho', 'dapp', dapp, async () => {
      await dapp.goto(dappUrl);
      await dapp.getByRole('button', { name: 'Use Sekisho' }).click();
    });
    await dapp.locator('#connectButton').click();
    const connect = await requestWindow();
    await stop('It asks to connect, and gets one minute', 'connect', connect, async () => {
      await connect
        .getByRole('combobox', { name: say('Session length') })
        .selectOption({ label: say('Custom') });
      await connect.getByRole('spinbutton', { name: say('Minutes') }).fill('1');
    });
    await approve(connect, 'Connect');
    const account = await dapp.locator('#accounts').filter({ hasText: /^0x/ }).textContent();

    await dapp.locator('#personalSign').click();
    const sign = await requestWindow();
    await stop('It asks for a signature', 'sign', sign, () => button(sign, 'Sign').waitFor());
    await approve(sign, 'Sign');
    await stop('The dApp has its signature', 'dapp-signed', dapp, () =>
      dapp.locator('#personalSignResult').filter({ hasText: /^0x/ }).waitFor(),
    );

    const popup = await context.newPage();
    await popup.setViewportSize({ width: 400, height: 600 });
    await stop('The session runs, and says for how long', 'session', popup, async () => {
      await popup.goto(popupUrl());
      await popup
        .getByRole('list', { name: say('Sessions') })
        .getByRole('listitem')
        .waitFor();
    });
    console.log('  (a minute passes)');
    await stop('The session has ended, and its page knows', 'ended', popup, async () => {
      const ended = popup.getByRole('list', { name: say('Ended') }).getByRole('listitem');
      await ended.waitFor({ timeout: 120_000 });
      await dapp.waitForFunction(() => document.querySelector('#accounts')?.textContent === '');
    });
    await popup.close();

    const asking = await context.newPage();
    const request = new URL('request.html', dappUrl);
    request.searchParams.set('method', 'personal_sign');
    request.searchParams.set(
      'params',
      JSON.stringify([toHex('I was here before my pass ran out.'), account]),
    );
    await asking.goto(request.href);
    const reconnect = await requestWindow();
    await stop(
      'The dApp asks again, and waits while Sekisho says why',
      'session-ended',
      reconnect,
      async () => {
        await reconnect.getByRole('heading', { name: say('Session ended') }).waitFor();
        await button(reconnect, 'Reconnect').waitFor();
      },
    );
    await button(reconnect, 'Reconnect').click();
    const again = await requestWindow();
    await stop('Reconnected: the request that waited is shown', 'sign-again', again, () =>
      button(again, 'Sign').waitFor(),
    );
    await approve(again, 'Sign');
    await stop('The dApp has its signature, and nothing was lost', 'dapp-signed-again', asking, () =>
      asking.getByText(/^Response: "0x[0-9a-f]{130}"$/).waitFor(),
    );
    console.log('\nThe tour is complete. Its pictures are in out/tour.');
  } finally {
    await context.close();
    rmSync(join(folder, 'profile'), { recursive: true, force: true });
  }

  async function createWallet() {
    const page = await pageAt(context, (url) => url === dashboardUrl('#/welcome'));
    await button(page, 'Create a new wallet').click();
    await stop('A password protects the wallet', 'password', page, async () => {
      await page.getByLabel(say('Password'), { exact: true }).fill(password);
      await page.getByLabel(say('Confirm password'), { exact: true }).fill(password);
    });
    await button(page, 'Continue').click();
    /** @type {string[]} */
    let words = [];
    await stop('Twelve words are shown once', 'words', page, async () => {
      const list = page.getByRole('list', { name: say('Recovery phrase, 12 words') }).getByRole('listitem');
      await list.nth(11).waitFor();
      words = await list.allTextContents();
    });
    await button(page, 'Continue').click();
    await stop('Three of them are asked back', 'words-asked', page, async () => {
      await page.locator('input').nth(2).waitFor();
      for (const [index, word] of words.entries()) {
        const field = page.getByLabel(say(`Word ${index + 1}`), { exact: true });
        if (await field.isVisible()) await field.fill(word);
      }
    });
    await button(page, 'Continue').click();
    await stop('The wallet is ready', 'wallet-ready', page, () => button(page, 'Open Sekisho').waitFor());
  }
}

/** @param {string} text */
function toHex(text) {
  return `0x${Buffer.from(text).toString('hex')}`;
}

/**
 * The names that the interface has for people are English in the documents; this says them in another language.
 * @param {Language} language
 * @returns {(english: string) => string}
 */
function readNames(language) {
  /** @param {Language} folder @returns {Record<string, {message: string}>} */
  const read = (folder) =>
    JSON.parse(readFileSync(join(root, 'public', '_locales', folder, 'messages.json'), 'utf8'));
  const spoken = read(language);
  const messages = Object.entries(read('en')).map(([key, { message }]) => {
    const parts = message.split(/\$\w+\$/).map((text) => text.replaceAll(/[^\w ]/g, String.raw`\$&`));
    return { key, message, parts, pattern: new RegExp(`^${parts.join('(.+)')}$`) };
  });
  // "Minutes" before "$count$ minutes" before "$first$ $second$".
  const mostLiteralFirst = messages.toSorted((a, b) => a.parts.length - b.parts.length);
  return (name) => {
    const found = mostLiteralFirst.find(({ pattern }) => pattern.test(name));
    if (!found) return name;
    const placeholders = found.message.match(/\$\w+\$/g) ?? [];
    const values = found.pattern.exec(name)?.slice(1) ?? [];
    return placeholders.reduce(
      (text, placeholder, index) => text.replace(placeholder, values[index] ?? ''),
      spoken[found.key]?.message ?? name,
    );
  };
}

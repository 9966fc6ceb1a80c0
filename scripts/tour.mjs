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
 * @typedef {{executable: string, dappUrl: string, chain: import('./local-chain.mjs').LocalChain, language: Language, theme: 'light' | 'dark'}} TourOptions
 */

/**
 * Takes the tour. A step that does not happen is an error, and leaves pictures of every open page.
 * @param {TourOptions} options
 */
export async function takeTour({ executable, dappUrl, chain, language, theme }) {
  const folder = join(root, 'out', 'tour');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { popupUrl, dashboardUrl } = readExtension(builtExtension);
  const context = await launchBrowser({
    executablePath: executable,
    profile: join(folder, 'profile'),
    language: language === 'ja' ? 'ja' : 'en-US',
    theme,
    args: ['--window-size=1280,860', '--force-device-scale-factor=2'],
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
    await work();
    number += 1;
    const prefix = String(number).padStart(2, '0');
    await page.screenshot({ path: join(folder, `${prefix}-${picture}.png`) });
    console.log(`✓ ${prefix} ${sentence}`);
  }

  /** @param {Page} page @param {string} name */
  const button = (page, name) => page.getByRole('button', { name: say(name), exact: true });
  async function requestWindow() {
    const page = await pageAt(context, (url) => url.includes('#/requests/'));
    await page.setViewportSize({ width: 392, height: 640 });
    return page;
  }
  /** The picture is taken when the button has opened, a second after its page. @param {Page} page @param {string} name */
  const opened = (page, name) =>
    page.getByRole('button', { name: say(name), exact: true, disabled: false }).waitFor();
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
      await connect.getByRole('combobox', { name: say('Network') }).selectOption({ label: chain.name });
      await opened(connect, 'Connect');
    });
    await approve(connect, 'Connect');
    const askAccounts = dapp.getByRole('button', { name: 'eth_accounts' });
    const accounts = dapp.locator('#getAccountsResult');
    await askAccounts.click();
    const account = await accounts.filter({ hasText: '0x' }).textContent();

    await chain.request('anvil_setBalance', [account, '0x10d3aa536e2940000']);

    // The dApp's page for any one request.
    const asking = await context.newPage();
    await asking.setViewportSize({ width: 1120, height: 160 });
    const askFor = (/** @type {string} */ text) => {
      const request = new URL('request.html', dappUrl);
      request.searchParams.set('method', 'personal_sign');
      request.searchParams.set('params', JSON.stringify([toHex(text), account]));
      return asking.goto(request.href);
    };
    const signature = asking.getByText(/^Response: "0x[0-9a-f]{130}"$/);
    await askFor('I passed through this gate.');
    const sign = await requestWindow();
    await stop('It asks for a signature', 'sign', sign, () => opened(sign, 'Sign'));
    await approve(sign, 'Sign');
    await stop('The dApp has its signature', 'dapp-signed', asking, () => signature.waitFor());

    const popup = await context.newPage();
    await popup.setViewportSize({ width: 392, height: 600 });
    await stop('The session runs, and says for how long', 'session', popup, async () => {
      await popup.goto(popupUrl());
      await popup.getByRole('combobox', { name: say('Current network') }).selectOption({ label: chain.name });
      await popup.getByText('19.4').waitFor();
      await popup
        .getByRole('list', { name: say('Sessions') })
        .getByRole('listitem')
        .waitFor();
    });
    console.log('  (a minute passes)');
    await stop('The session has ended, and its page knows', 'ended', popup, async () => {
      const ended = popup.getByRole('list', { name: say('Ended') }).getByRole('listitem');
      await ended.waitFor({ timeout: 120_000 });
      await askAccounts.click();
      await accounts.filter({ hasNotText: '0x' }).waitFor({ state: 'attached' });
    });
    await popup.close();

    await asking.bringToFront();
    await askFor('I was here before my pass ran out.');
    const reconnect = await requestWindow();
    await stop(
      'The dApp asks again, and waits while Sekisho says why',
      'session-ended',
      reconnect,
      async () => {
        await reconnect.getByRole('heading', { name: say('Session ended') }).waitFor();
        await opened(reconnect, 'Reconnect');
      },
    );
    await button(reconnect, 'Reconnect').click();
    const again = await requestWindow();
    await stop('Reconnected: the request that waited is shown', 'sign-again', again, () =>
      opened(again, 'Sign'),
    );
    await approve(again, 'Sign');
    await stop('The dApp has its signature, and nothing was lost', 'dapp-signed-again', asking, () =>
      signature.waitFor(),
    );
    console.log('\nThe tour is complete. Its pictures are in out/tour.');
  } catch (error) {
    console.log(
      `✗ ${String(number + 1).padStart(2, '0')} did not happen: out/tour/failed-*.png show where it stopped.`,
    );
    for (const [index, page] of context.pages().entries()) {
      console.log(`  failed-${index}.png: ${page.url()}`);
      await page.screenshot({ path: join(folder, `failed-${index}.png`) });
    }
    throw error;
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

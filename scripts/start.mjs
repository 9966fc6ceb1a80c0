// @ts-check
// `npm start`: sets the machine up, builds, and opens a browser with Sekisho, a local chain and a real dApp.
// `npm start -- --firefox`: the same in Firefox, with a new profile each time.
// `npm start -- --tour [--lang ja] [--theme dark]`, or no display: the same, headless, as a guided tour.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtExtension, readExtension } from './extension.mjs';
import { hasDisplay, setUpBrowser, setUpFirefox, setUpFonts, setUpPackages } from './setup.mjs';
import { Problem, root, runInstalled, runMain, step } from './terminal.mjs';

// The dApp's port is part of its origin: it stays the same, so that a session is still its own tomorrow.
const dappPort = 9011;

/** @returns {{isTour: boolean, isFirefox: boolean, language: 'en' | 'ja', theme: 'light' | 'dark'}} */
function readOptions() {
  const { values } = parseArgs({
    options: {
      tour: { type: 'boolean', default: false },
      firefox: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
      theme: { type: 'string', default: 'light' },
    },
  });
  const { lang, theme } = values;
  if (lang !== 'en' && lang !== 'ja') throw new Problem('--lang is en or ja.');
  if (theme !== 'light' && theme !== 'dark') throw new Problem('--theme is light or dark.');
  if (values.firefox && (values.tour || !hasDisplay())) {
    throw new Problem('Firefox needs a display; the guided tour is for Chromium.');
  }
  return { isTour: values.tour || !hasDisplay(), isFirefox: values.firefox, language: lang, theme };
}

/** @param {string} executable @param {string} dappUrl */
async function openBrowser(executable, dappUrl) {
  const profile = join(root, 'out', 'profile');
  // At its first start Sekisho opens its welcome page by itself.
  const pages = existsSync(profile) ? [readExtension(builtExtension).dashboardUrl(), dappUrl] : [dappUrl];
  const browser = spawn(
    executable,
    [
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      `--load-extension=${builtExtension}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...pages,
    ],
    { stdio: 'ignore' },
  );
  const closed = new Promise((done, fail) => browser.once('close', done).once('error', fail));
  process.once('exit', () => browser.kill());
  explain(dappUrl, 'out/profile (remove it to begin anew)');
  await closed;
}

/** @param {string} executable @param {string} dappUrl */
async function openFirefox(executable, dappUrl) {
  const { launchFirefox } = await import('./firefox.mjs');
  const { browser } = await launchFirefox({ executablePath: executable, isHeadless: false });
  const closed = new Promise((done) => browser.once('disconnected', done));
  process.once('exit', () => browser.process()?.kill());
  const page = await browser.newPage();
  await page.goto(dappUrl);
  explain(dappUrl, 'a new one, which is gone afterwards');
  await closed;
}

/** @param {string} dappUrl @param {string} profile */
function explain(dappUrl, profile) {
  console.log(`
Sekisho runs in the browser that has opened: make a wallet, then connect the dApp to it.
  dApp    ${dappUrl}
  chain   http://127.0.0.1:8545 (in Sekisho: Localhost 8545)
  profile ${profile}
Ctrl-C, or closing the browser, ends everything.`);
}

// What has been started ends at 'exit', and a signal by itself would not lead there.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

await runMain(async () => {
  const { isTour, isFirefox, language, theme } = readOptions();
  await setUpPackages();
  const executable = await step('Looking for a browser', isFirefox ? setUpFirefox : setUpBrowser);
  if (isTour) await setUpFonts();
  await step('Building the extension', async () => {
    const mode = isFirefox ? ['--mode', 'firefox'] : [];
    const { code, output } = await runInstalled('vite', ['build', '--logLevel', 'warn', ...mode]);
    if (code !== 0) throw new Problem(`The build failed:\n${output}`);
  });
  const { startLocalChain } = await import('./local-chain.mjs');
  const { startTestDapp } = await import('./local-site.mjs');
  const chain = await step('Starting a local chain', startLocalChain);
  try {
    const dapp = await step('Starting the test dApp', () => startTestDapp(dappPort));
    try {
      if (isTour) {
        const { takeTour } = await import('./tour.mjs');
        await takeTour({ executable, dappUrl: dapp.url('/'), chain, language, theme });
      } else if (isFirefox) {
        await openFirefox(executable, dapp.url('/'));
      } else {
        await openBrowser(executable, dapp.url('/'));
      }
    } finally {
      await dapp.stop();
    }
  } finally {
    await chain.stop();
  }
});

import puppeteer from 'puppeteer-core';
import { browserArguments } from '../../scripts/browser.mjs';
import { builtExtension, readExtension } from '../../scripts/extension.mjs';
import { click, find, importInto, pageAt } from './harness/screen';
import { expect, test } from './harness/fixtures';
import { request } from './harness/provider';
import { firstAccount } from './harness/stories';

declare global {
  interface Window {
    /** Whether the page was prerendering when it asked. */
    askedEarly?: boolean;
    /** Each answer, and whether the page was still prerendering when it came. */
    answersWhile?: [unknown, boolean][];
  }
}

/** Asks at once, and notes in the site's storage that it did: the only trace of a page that nobody sees. */
const next = `<p>Next</p><script>
  window.answersWhile = [];
  window.askedEarly = document.prerendering;
  addEventListener('eip6963:announceProvider', ({ detail: { info, provider } }) => {
    if (info.rdns !== 'app.sekisho') return;
    for (const method of ['eth_chainId', 'eth_requestAccounts'])
      provider.request({ method }).then((value) => window.answersWhile.push([value, document.prerendering]));
  });
  dispatchEvent(new Event('eip6963:requestProvider'));
  localStorage.setItem('asked', 'yes');
</script>`;
const start = `<p>Start</p>
<script type="speculationrules">{"prerender": [{"urls": ["/next"], "eagerness": "immediate"}]}</script>`;

// Chromium prerenders nothing under Playwright; it does under Puppeteer.
test('SEC-2: a prerendered page is shown nothing and answered nothing before it is active', async ({
  browserFile,
  framePages,
}, testInfo) => {
  framePages.put('/start', start);
  framePages.put('/next', next);
  const { origin } = readExtension(builtExtension);
  const browser = await puppeteer.launch({
    executablePath: browserFile,
    userDataDir: testInfo.outputPath('profile'),
    headless: false,
    defaultViewport: null,
    enableExtensions: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...browserArguments({
        isHeadless: true,
        isOffline: true,
        extension: builtExtension,
        language: 'en-US',
      }),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  await importInto(await pageAt(browser, origin, '#/welcome'));
  const page = await browser.newPage();
  await page.goto(framePages.url('/start'));
  await expect.poll(() => page.evaluate(() => localStorage.getItem('asked'))).toBe('yes');
  // What the page in front asks comes after it, and is answered; so would the other's have been.
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expect((await browser.pages()).filter((each) => each.url().includes('#/requests/'))).toEqual([]);

  await page.evaluate(() => void setTimeout(() => location.assign('/next')));
  const active = await pageAt(browser, framePages.url('/next'), '');
  const question = await pageAt(browser, origin, '#/requests/');
  await find(question, 'heading', `Connect to ${new URL(framePages.url('/')).host}`);
  await click(question, 'Connect');
  await expect
    .poll(() => active.evaluate(() => [window.askedEarly, window.answersWhile]))
    .toEqual([
      true,
      [
        ['0x1', false],
        [[firstAccount], false],
      ],
    ]);
  await browser.close();
});

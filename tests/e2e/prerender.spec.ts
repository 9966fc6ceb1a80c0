import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { browserArguments } from '../../scripts/browser.mjs';
import { builtExtension } from '../../scripts/extension.mjs';
import { expect, test } from './harness/fixtures';
import { request } from './harness/provider';
import { click, find, importInto } from './harness/screen';
import { firstAccount } from './harness/stories';

/**
 * Asks at once. It notes in the site's storage, which another tab can read, whether it was prerendering when it asked,
 * and each answer with whether it still was.
 */
const next = `<p>Next</p><script>
  const answers = [];
  const note = (key, value) => localStorage.setItem(key, JSON.stringify(value));
  addEventListener('eip6963:announceProvider', ({ detail: { info, provider } }) => {
    if (info.rdns !== 'app.sekisho') return;
    for (const method of ['eth_chainId', 'eth_requestAccounts'])
      provider.request({ method }).then((value) => {
        answers.push([value, document.prerendering]);
        note('answers', answers);
      });
  });
  dispatchEvent(new Event('eip6963:requestProvider'));
  note('asked', document.prerendering);
</script>`;
const start = `<p>Start</p>
<script type="speculationrules">{"prerender": [{"urls": ["/next"], "eagerness": "immediate"}]}</script>`;

/** A page of Sekisho's, as soon as there is one. The prerendered page is not asked: Puppeteer loses it when it becomes active. */
async function ownPage(browser: Browser, part: string): Promise<Page> {
  const target = await browser.waitForTarget((each) => each.url().includes(part));
  const page = await target.page();
  if (page === null) throw new Error(`There is no page at ${part}`);
  return page;
}

// Chromium prerenders nothing under Playwright; it does under Puppeteer.
test('SEC-2: a prerendered page is shown nothing and answered nothing before it is active', async ({
  browserFile,
  framePages,
}, testInfo) => {
  framePages.put('/start', start);
  framePages.put('/next', next);
  framePages.put('/reader', '<p>Reader</p>');
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
  try {
    await importInto(await ownPage(browser, '#/welcome'));
    const reader = await browser.newPage();
    await reader.goto(framePages.url('/reader'));
    const noted = (key: 'asked' | 'answers'): Promise<unknown> =>
      // oxlint-disable-next-line no-restricted-globals -- what the site notes, which is no secret of ours
      reader.evaluate((each) => JSON.parse(localStorage.getItem(each) ?? 'null'), key);
    const page = await browser.newPage();
    await page.goto(framePages.url('/start'));
    await expect.poll(() => noted('asked')).toBe(true);
    // What the page in front asks comes after it, and is answered; so would the other's have been.
    expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
    expect(await noted('answers')).toBeNull();
    expect((await browser.pages()).filter((each) => each.url().includes('#/requests/'))).toEqual([]);

    await page.evaluate(() => void setTimeout(() => location.assign('/next')));
    const question = await ownPage(browser, '#/requests/');
    await find(question, 'heading', `Connect to ${new URL(framePages.url('/')).host}`);
    await click(question, 'Connect');
    await expect
      .poll(() => noted('answers'))
      .toEqual([
        ['0x1', false],
        [[firstAccount], false],
      ]);
    // It was the prerendered page that became active: one that is made anew would have noted otherwise.
    expect(await noted('asked')).toBe(true);
  } finally {
    await browser.close();
  }
});

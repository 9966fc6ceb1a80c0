import type { Page } from '@playwright/test';
import { settle } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { askAndNoteInPage } from './harness/provider';
import { connect, firstAccount, signature } from './harness/stories';

declare global {
  interface Window {
    /** Only a page that was put aside, not made anew, still holds it. */
    isSamePage?: boolean;
  }
}

test.use({ keepsPages: true });

test.beforeEach(async ({ extension, page, framePages }) => {
  // A page that says `no-store` is not kept.
  framePages.put('/one', '<p>One</p>', { 'cache-control': 'no-cache' });
  framePages.put('/two', '<p>Two</p>');
  await extension.importWallet();
  await page.goto(framePages.url('/one'));
  await connect(extension, page);
  await page.evaluate(() => {
    window.isSamePage = true;
  });
});

/** The tab, as the browser's debugger sees it: Playwright does not follow a page into the cache and back. */
async function tabOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  const run = async (expression: string): Promise<unknown> => {
    const { result } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  };
  const go = async (expression: string, path: string) => {
    await run(`setTimeout(() => ${expression})`);
    await expect.poll(() => run('location.pathname').catch(() => '')).toBe(path);
  };
  return {
    run,
    async ask(method: string, params: readonly unknown[]) {
      await run(`(${String(askAndNoteInPage)})(${JSON.stringify({ method, params })})`);
    },
    answers: () => run('window.sekishoAnswers'),
    leave: () => go("location.assign('/two')", '/two'),
    async comeBack() {
      await go('history.back()', '/one');
      expect(await run('window.isSamePage')).toBe(true);
    },
  };
}

test('a page that comes back from the back/forward cache has a live provider', async ({ page }) => {
  const tab = await tabOf(page);
  await tab.leave();
  await tab.comeBack();
  await tab.ask('eth_accounts', []);
  await expect.poll(tab.answers).toEqual([[firstAccount]]);
});

test('what a page asked before it was put aside is shown again when it comes back', async ({
  extension,
  page,
}) => {
  const tab = await tabOf(page);
  await page.bringToFront();
  await tab.ask('personal_sign', ['0x68656c6c6f', firstAccount]);
  const first = await extension.requestWindow();
  await expect(first.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  await tab.leave();
  // Nobody is there who could be answered: the question is taken back.
  await expect(first.getByRole('button', { name: 'Sign', exact: true })).toBeHidden();
  await first.close();
  await tab.comeBack();
  await settle(await extension.requestWindow(), 'Sign');
  await expect.poll(tab.answers).toEqual([signature.value]);
});

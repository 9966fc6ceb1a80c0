import type { Frame, Page } from 'puppeteer-core';
import { connect, expect, letIn, test } from '../harness/firefox-fixtures';
import { framesOfNobody, framesOfSite, sandboxed } from '../harness/frame-matrix';
import { announcedWallets, request } from '../harness/provider';
import { see } from '../harness/screen';
import { firstAccount } from '../harness/stories';

const letInAnswer = { ok: true, value: [firstAccount] };

/** Opens a page with one frame in it. */
async function frameIn(page: Page, url: string): Promise<Frame> {
  await page.goto(url);
  const [frame] = page.mainFrame().childFrames();
  if (frame === undefined) throw new Error('There is no frame');
  return frame;
}

test('Firefox: SEC-2: the frame matrix', async ({ firefox, framePages }) => {
  const page = await firefox.openSite(framePages.url('/'));
  for (const { name, html, headers } of framesOfNobody) {
    framePages.put('/inner', '<p>Inside</p>', headers);
    framePages.put('/top', html);
    const frame = await frameIn(page, framePages.url('/top'));
    expect([name, await announcedWallets(frame)]).toEqual([name, []]);
  }
  framePages.put('/top', '<p>Alone</p>', sandboxed);
  await page.goto(framePages.url('/top'));
  expect(await announcedWallets(page)).toEqual([]);

  framePages.put('/inner', '<p>Inside</p>');
  for (const [index, { name, html }] of framesOfSite.entries()) {
    framePages.put('/top', html);
    const frame = await frameIn(page, framePages.url('/top'));
    if (index === 0) await connect(firefox, page);
    expect([name, await announcedWallets(frame)]).toEqual([name, ['app.sekisho']]);
    expect([name, await request(frame, 'eth_accounts')]).toEqual([name, letInAnswer]);
  }

  const inner = framePages.url('/inner', 'localhost');
  framePages.put('/top', `<iframe src="${inner}"></iframe>`);
  const frame = await frameIn(page, framePages.url('/top'));
  expect(await request(page, 'eth_accounts')).toEqual(letInAnswer);
  expect(await request(frame, 'eth_accounts')).toEqual({ ok: true, value: [] });
  const asked = request(frame, 'eth_requestAccounts');
  const window = await firefox.requestWindow();
  await see(window, new URL(inner).host);
  await see(window, new URL(page.url()).host);
  await letIn(window);
  expect(await asked).toEqual(letInAnswer);
});

test('Firefox: SEC-6: no page can frame the wallet or read its files', async ({ firefox, framePages }) => {
  const popup = `${firefox.origin}/src/popup/index.html`;
  framePages.put('/top', `<iframe src="${popup}"></iframe>`);
  const page = await firefox.openSite(framePages.url('/top'));
  const readable = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    popup,
  );
  expect(readable).toBe(false);
  const [frame] = page.mainFrame().childFrames();
  expect(await frame?.evaluate(() => document.querySelector('#root') !== null)).toBe(false);
});

test('Firefox: a container has a session of its own for each site', async ({ firefox, framePages }) => {
  framePages.put('/', '<p>A site</p>');
  const page = await firefox.openSite(framePages.url('/'));
  await connect(firefox, page);
  const container = await firefox.browser.createBrowserContext();
  const inside = await firefox.openSite(framePages.url('/'), container);
  expect(await request(inside, 'eth_accounts')).toEqual({ ok: true, value: [] });
  await connect(firefox, inside);
  expect(await request(inside, 'wallet_revokePermissions', [{ eth_accounts: {} }])).toMatchObject({
    ok: true,
  });
  expect(await request(inside, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expect(await request(page, 'eth_accounts')).toEqual(letInAnswer);
});

import type { Frame, Page } from '@playwright/test';
import { expect, test } from './harness/fixtures';
import { framesOfNobody, framesOfSite, sandboxed } from './harness/frame-matrix';
import type { FramePages } from './harness/frame-pages';
import { announcedWallets, request } from './harness/provider';
import { connect, expectRefused, firstAccount, letIn } from './harness/stories';

const sekisho = ['app.sekisho'];

async function open(
  page: Page,
  pages: FramePages,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Frame> {
  pages.put('/inner', '<p>Inside</p>', headers);
  pages.put('/top', html);
  await page.goto(pages.url('/top'));
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error('There is no frame');
  await frame.waitForLoadState();
  return frame;
}

test.describe('SEC-2: the frame matrix', () => {
  for (const { name, html } of framesOfSite) {
    test(`${name} is the site: it shares the session`, async ({ extension, page, framePages }) => {
      await extension.importWallet();
      const frame = await open(page, framePages, html);
      expect(await announcedWallets(frame)).toEqual(sekisho);
      expect(await connect(extension, page)).toEqual({ ok: true, value: [firstAccount] });
      expect(await request(frame, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
    });
  }

  test('a cross-origin frame has a session of its own, and the prompt shows both hosts', async ({
    extension,
    page,
    framePages,
  }) => {
    await extension.importWallet();
    framePages.put('/inner', '<p>Inside</p>');
    const inner = framePages.url('/inner', 'localhost');
    const frame = await open(page, framePages, `<iframe src="${inner}"></iframe>`);
    await connect(extension, page);
    expect(await request(frame, 'eth_accounts')).toEqual({ ok: true, value: [] });
    const asked = request(frame, 'eth_requestAccounts');
    const window = await extension.requestWindow();
    await expect(window.getByText(new URL(inner).host).first()).toBeVisible();
    await expect(window.getByText(new URL(page.url()).host).first()).toBeVisible();
    await letIn(window);
    expect(await asked).toEqual({ ok: true, value: [firstAccount] });
    const popup = await extension.openPopup();
    await expect(popup.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(2);
  });

  for (const { name, html, headers } of framesOfNobody) {
    test(`${name} is offered nothing`, async ({ page, framePages, extension }) => {
      await extension.importWallet();
      const frame = await open(page, framePages, html, headers);
      expect(await announcedWallets(frame)).toEqual([]);
    });
  }

  test('a top-level page under CSP sandbox is offered nothing', async ({ page, framePages }) => {
    framePages.put('/top', '<p>Alone</p>', sandboxed);
    await page.goto(framePages.url('/top'));
    expect(await announcedWallets(page)).toEqual([]);
  });
});

test('SEC-6: no page can frame the wallet or read its files', async ({ extension, page, framePages }) => {
  framePages.put('/top', `<iframe src="${extension.popupUrl()}"></iframe>`);
  await page.goto(framePages.url('/top'));
  await expect.poll(() => page.frames()[1]?.url() ?? '').not.toContain('popup');
});

test('SEC-10: a flood from 100 frames makes few prompts, and another site is answered', async ({
  extension,
  page,
  context,
  framePages,
}) => {
  await extension.importWallet();
  framePages.put('/inner', '<p>Inside</p>');
  framePages.put('/top', '<iframe src="/inner"></iframe>'.repeat(100));
  await page.goto(framePages.url('/top'));
  const frames = page.frames().slice(1);
  expect(frames).toHaveLength(100);
  const flood = frames.map((frame) =>
    request(frame, 'wallet_requestPermissions', [{ eth_accounts: {} }]).catch(() => null),
  );
  const window = await extension.requestWindow();
  await window.getByRole('heading', { name: /^Connect to / }).waitFor();
  framePages.put('/other', '<p>Another site</p>');
  const other = await context.newPage();
  await other.goto(framePages.url('/other', 'localhost'));
  expect(await request(other, 'eth_accounts')).toEqual({ ok: true, value: [] });
  await window.bringToFront();
  await window.getByRole('button', { name: 'Decline', exact: true }).click();
  const answers = await Promise.all(flood);
  expect(answers.filter((answer) => answer?.ok)).toEqual([]);
  const codes = answers.map((answer) => (answer === null || answer.ok ? null : answer.code));
  expect(codes.filter((code) => code === 4001)).toHaveLength(16);
  expect(codes.filter((code) => code === -32005)).toHaveLength(84);
  await page.close();
  expectRefused(await request(other, 'personal_sign', ['0x00', firstAccount]), 4100);
});

import type { Page } from '@playwright/test';
import { makeCanary } from './harness/canary';
import { expect, test } from './harness/fixtures';
import { filesWith } from './harness/profile';
import { settle, type Extension } from './harness/extension';
import { request } from './harness/provider';
import { connect, firstAccount } from './harness/stories';

/** Signs once, and leaves a second question open. */
async function use(extension: Extension, page: Page): Promise<void> {
  await page.bringToFront();
  const asked = request(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  await settle(await extension.requestWindow(), 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
  const token = { type: 'ERC20', options: { address: firstAccount, symbol: 'CNRY', decimals: 18 } };
  expect(await request(page, 'wallet_watchAsset', token)).toEqual({ ok: true, value: true });
  await page.bringToFront();
  void request(page, 'personal_sign', ['0x776169746564', firstAccount]).catch(() => undefined);
  const question = await extension.requestWindow();
  await expect(question.getByRole('heading', { name: 'Signature request' })).toBeVisible();
}

test('a session of a private window is marked, stands apart, ends with the last one, and leaves nothing on disk (SEC-26)', async ({
  extension,
  siteUrl,
}) => {
  const canary = makeCanary(siteUrl);
  await extension.allowInPrivate();
  await extension.importWallet();
  const own = await extension.openPopup();
  const page = await extension.openPrivately(own, canary.url('a'));
  const connecting = request(page, 'eth_requestAccounts');
  const question = await extension.requestWindow();
  const { host } = new URL(canary.url('a'));
  await expect(question.getByRole('heading', { name: `Connect to ${host}` })).toBeVisible();
  await expect(question.getByText('This session ends when the last private window closes')).toBeVisible();
  await expect(question.getByText('a separate browser profile serves you better')).toBeVisible();
  await settle(question, 'Connect');
  expect(await connecting).toEqual({ ok: true, value: [firstAccount] });

  const inPrivate = await extension.openPrivately(own, extension.popupUrl());
  await expect(inPrivate.getByRole('listitem', { name: `Session with ${host}` })).toContainText(
    'Ends with the last private window',
  );
  await own.reload();
  await expect(own.getByRole('button', { name: 'Lock' })).toBeVisible();
  await expect(own.getByText(canary.name)).toHaveCount(0);
  await use(extension, page);

  await extension.closePrivateWindows();
  const later = await extension.openPrivately(own, canary.url('a'));
  expect(await request(later, 'eth_accounts')).toEqual({ ok: true, value: [] });
  expect(await request(later, 'personal_sign', ['0x68656c6c6f', firstAccount])).toMatchObject({ code: 4100 });

  const again = await extension.openPrivately(own, canary.url('b'));
  expect(await connect(extension, again)).toEqual({ ok: true, value: [firstAccount] });
  await use(extension, again);
  await extension.kill();
  const { files, found } = filesWith([canary.name], extension.profile);
  expect(files).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

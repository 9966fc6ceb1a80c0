import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteInPage } from './harness/database';
import { password, settle, type Extension } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request } from './harness/provider';
import { askSignature, connect, firstAccount, signature } from './harness/stories';

/** The files in which Chromium keeps the extension's IndexedDB. */
function databaseFolder(extension: Extension): string {
  return join(
    extension.profile,
    'Default',
    'IndexedDB',
    `chrome-extension_${extension.id}_0.indexeddb.leveldb`,
  );
}

function remove(extension: Extension): void {
  rmSync(databaseFolder(extension), { recursive: true });
}

function overwrite(extension: Extension): void {
  const folder = databaseFolder(extension);
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5));
  }
}

test.beforeEach(async ({ extension, page, siteUrl }) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page);
});

for (const [how, damage] of [
  ['deleted', remove],
  ['overwritten', overwrite],
] as const) {
  test(`SEC-24: a store whose files were ${how} comes back with the password, and the request goes through`, async ({
    extension,
    siteUrl,
  }) => {
    await extension.context.close();
    damage(extension);
    await extension.restartBrowser();
    const page = await extension.context.newPage();
    await page.goto(siteUrl);
    expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
    const asked = askSignature(page, 'still here');
    const window = await extension.requestWindow();
    await expect(window.getByRole('note')).toContainText("The browser's data was cleared");
    await window.getByLabel('Password', { exact: true }).fill(password);
    await window.getByRole('button', { name: 'Unlock' }).click();
    await expect(window.getByRole('heading', { name: 'Session ended' })).toBeVisible();
    await expect(window.getByText("Session ended: the browser's data was cleared")).toBeVisible();
    await settle(window, 'Reconnect');
    await settle(window, 'Sign');
    expect(await asked).toMatchObject(signature);
    const popup = await extension.openPopup();
    await expect(popup.getByRole('note').first()).toContainText('1 session that ended');
    await popup.getByRole('button', { name: 'Got it' }).click();
    await expect(popup.getByText('Brought back')).toBeHidden();
  });
}

test('SEC-24: a store that is deleted while a request is held comes back, and the request with it', async ({
  extension,
  page,
}) => {
  const asked = askSignature(page, 'held');
  const window = await extension.requestWindow();
  await expect(window.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  const popup = await extension.openPopup();
  await popup.evaluate(deleteInPage);
  await popup.reload();
  await expect(popup.getByText("Session ended: the browser's data was cleared")).toBeVisible();
  await settle(popup, 'Reconnect');
  await popup.getByRole('button', { name: 'Sign', exact: true }).click();
  expect(await asked).toMatchObject(signature);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('SEC-25: a second copy that never answers keeps nobody out, and its person is told to save a backup', async ({
  extension,
  siteUrl,
}) => {
  await extension.context.close();
  const folder = join(extension.profile, 'Default', 'Local Extension Settings', extension.id);
  rmSync(folder, { recursive: true });
  // Where a file stands in the place of the folder, Chromium answers nothing of `storage.local`.
  writeFileSync(folder, '');
  await extension.restartBrowser();
  const page = await extension.context.newPage();
  await page.goto(siteUrl);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const asked = askSignature(page, 'without a copy');
  const window = await extension.requestWindow();
  await window.getByLabel('Password', { exact: true }).fill(password);
  await window.getByRole('button', { name: 'Unlock' }).click();
  await settle(window, 'Sign');
  expect(await asked).toMatchObject(signature);
  const popup = await extension.openPopup();
  await expect(popup.getByRole('note').filter({ hasText: 'second copy' })).toContainText('Save a backup');
});

import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { developmentPhrase } from '../../scripts/local-chain.mjs';
import { password, settle, startExtension } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request } from './harness/provider';
import { askSignature, connect, firstAccount, secondAccount } from './harness/stories';

/** Chooses a backup on a page that asks for one, as a person does. */
async function choose(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(file);
}

test('a wallet is saved in one browser and restored in another; its session is one click away', async ({
  extension,
  page,
  browserFile,
  language,
  theme,
  siteUrl,
}, testInfo) => {
  // Two browsers, four derivations of a key.
  test.slow();
  await extension.importWallet();
  const dashboard = await extension.openDashboard('#/accounts');
  await dashboard.getByRole('button', { name: 'Add account' }).click();
  await dashboard.getByRole('textbox', { name: /name/i }).fill('Savings');
  await dashboard
    .getByRole('button', { name: /^(Add|Create|Save)/ })
    .last()
    .click();
  await expect(dashboard.getByText('Savings').first()).toBeVisible();
  await page.goto(siteUrl);
  await connect(extension, page);

  await dashboard.bringToFront();
  await dashboard.getByRole('link', { name: 'Backup' }).click();
  await expect(dashboard.getByText('No backup of this wallet has been saved yet.')).toBeVisible();
  await dashboard.getByRole('button', { name: 'Save a backup' }).click();
  await dashboard.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  const downloading = dashboard.waitForEvent('download');
  await dashboard.getByRole('button', { name: 'Save', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^sekisho-backup-\d{4}-\d\d-\d\d\.json$/);
  const file = testInfo.outputPath('backup.json');
  await download.saveAs(file);
  await expect(dashboard.getByText(/^Last saved: today/)).toBeVisible();
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(developmentPhrase);
  expect(text).not.toContain(firstAccount.slice(2));

  const other = await startExtension({
    executablePath: browserFile,
    profile: testInfo.outputPath('other-profile'),
    language,
    theme,
    keepsPages: false,
    isHeadless: true,
  });
  const welcome = await other.welcomePage();
  await welcome.getByRole('button', { name: 'Restore from a backup' }).click();
  const cut = testInfo.outputPath('cut.json');
  writeFileSync(cut, text.slice(0, 400));
  await choose(welcome, cut);
  await expect(welcome.getByText('This backup is incomplete')).toBeVisible();
  await choose(welcome, file);
  await expect(welcome.getByText('The recovery phrase and its accounts')).toBeVisible();
  const field = welcome.getByRole('textbox', { name: 'Password of the backup' });
  await field.fill('another password 77');
  await field.press('Enter');
  await expect(welcome.getByText('This is not the password of this backup.')).toBeVisible();
  await field.fill(password);
  await welcome.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(welcome.getByRole('heading', { name: 'Your wallet is back' })).toBeVisible();
  await welcome.getByRole('button', { name: 'Open Sekisho' }).click();
  await expect(welcome.getByText("Session ended: the browser's data was cleared").first()).toBeVisible();

  const site = await other.context.newPage();
  await site.goto(siteUrl);
  expect(await request(site, 'eth_accounts')).toEqual({ ok: true, value: [] });
  await welcome.bringToFront();
  await welcome.getByRole('button', { name: 'Reconnect', exact: true }).click();
  await welcome.getByRole('dialog').getByRole('button', { name: 'Reconnect', exact: true }).click();
  await expect(welcome.getByRole('dialog')).toBeHidden();
  expect(await request(site, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const asked = askSignature(site, 'after the restore');
  await settle(await other.requestWindow(), 'Sign');
  expect(await asked).toMatchObject({ ok: true });
  await welcome.getByRole('link', { name: 'Accounts' }).click();
  await expect(welcome.getByText('Savings').first()).toBeVisible();
  await expect(welcome.getByText(new RegExp(secondAccount.slice(-4), 'i')).first()).toBeVisible();
  await other.close();
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { password } from '../harness/extension';
import { startFirefox } from '../harness/firefox';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';
import { click, fill, find, see, settle, until } from '../harness/screen';
import { askSignature, signature } from '../harness/stories';

test('Firefox: a wallet is saved in one profile and restored in another; its session is one click away', async ({
  firefoxFile,
  newFirefox: other,
  framePages,
}, testInfo) => {
  framePages.put('/', '<p>A site</p>');
  const folder = testInfo.outputPath('downloads');
  const firefox = await startFirefox({
    executablePath: firefoxFile,
    preferences: { 'browser.download.folderList': 2, 'browser.download.dir': folder },
  });
  await firefox.importWallet();
  await openConnected(firefox, framePages.url('/'));
  const dashboard = await firefox.openDashboard('#/backup');
  await click(dashboard, 'Save a backup');
  await fill(dashboard, 'Password', password);
  await click(dashboard, 'Save');
  await see(dashboard, 'Last saved: today');
  const name = await until('the download', async () =>
    existsSync(folder) ? readdirSync(folder).find((each) => each.endsWith('.json')) : undefined,
  );
  await firefox.close();

  const welcome = await other.welcomePage();
  await click(welcome, 'Restore from a backup');
  const input = await welcome.waitForSelector('input[type=file]');
  await input?.uploadFile(join(folder, name));
  await fill(welcome, 'Password of the backup', password);
  await click(welcome, 'Restore');
  await find(welcome, 'heading', 'Your wallet is back');
  const site = await other.openSite(framePages.url('/'));
  expect(await request(site, 'eth_accounts')).toEqual({ ok: true, value: [] });
  const asked = askSignature(site, 'after the restore');
  const question = await other.requestWindow();
  await see(question, "Session ended: the browser's data was cleared");
  await click(question, 'Reconnect');
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
});

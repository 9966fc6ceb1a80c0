import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteInPage } from '../harness/database';
import { password } from '../harness/extension';
import { startFirefox } from '../harness/firefox';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';
import { click, fill, find, see, settle } from '../harness/screen';
import { askSignature, signature } from '../harness/stories';

/** The folders in which Firefox keeps Sekisho's IndexedDB. */
function databaseFolders(profile: string): readonly string[] {
  const stores = join(profile, 'storage', 'default');
  return readdirSync(stores)
    .filter((name) => name.startsWith('moz-extension+++') && !name.includes('^userContextId'))
    .map((name) => join(stores, name, 'idb'));
}

function overwrite(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const { size } = statSync(file);
    if (statSync(file).isFile()) writeFileSync(file, Buffer.alloc(size, 0xa5));
  }
}

test('Firefox, SEC-24: a store that is deleted, or whose files are deleted or overwritten, comes back; what waits goes through', async ({
  firefoxFile,
  framePages,
}, testInfo) => {
  framePages.put('/', '<p>A site</p>');
  const profile = testInfo.outputPath('firefox-profile');
  const firefox = await startFirefox({ executablePath: firefoxFile, profile });
  await firefox.importWallet();
  const site = await openConnected(firefox, framePages.url('/'));

  const held = askSignature(site, 'held');
  await find(await firefox.requestWindow(), 'heading', 'Signature request');
  const popup = await firefox.openPopup();
  await popup.evaluate(deleteInPage);
  await popup.close();
  const question = await firefox.requestWindow();
  await see(question, "Session ended: the browser's data was cleared");
  await click(question, 'Reconnect');
  await settle(question, 'Sign');
  expect(await held).toMatchObject(signature);

  for (const damage of [(folder: string) => rmSync(folder, { recursive: true }), overwrite]) {
    await firefox.restart(() => {
      const folders = databaseFolders(profile);
      expect(folders).toHaveLength(1);
      for (const folder of folders) damage(folder);
    });
    const page = await firefox.openSite(framePages.url('/'));
    expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
    const asked = askSignature(page, 'still here');
    const window = await firefox.requestWindow();
    await see(window, "The browser's data was cleared");
    await fill(window, 'Password', password);
    await click(window, 'Unlock');
    await see(window, "Session ended: the browser's data was cleared");
    await click(window, 'Reconnect');
    await settle(window, 'Sign');
    expect(await asked).toMatchObject(signature);
    await page.close();
  }
  await firefox.close();
});

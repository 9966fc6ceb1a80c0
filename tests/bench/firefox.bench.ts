import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { setUpFirefox } from '../../scripts/setup.mjs';
import { startFirefox } from '../e2e/harness/firefox';
import { request } from '../e2e/harness/provider';
import { click } from '../e2e/harness/screen';
import { record } from './harness/figures';
import { expect, test } from './harness/fixtures';
import { findProviders, timeInTurns } from './harness/in-page';
import { floor, samples, sekisho } from './harness/plan';

test('a connected page asks in Firefox, one call after the other', async ({ site }, testInfo) => {
  const firefox = await startFirefox({ executablePath: await setUpFirefox() });
  await firefox.browser.installExtension(floorForFirefox(testInfo.outputPath('floor')));
  await firefox.importWallet();
  const tab = await firefox.openSite(site.url());
  const connecting = request(tab, 'eth_requestAccounts');
  await click(await firefox.requestWindow(), 'Connect');
  expect(await connecting).toMatchObject({ ok: true });
  await tab.bringToFront();
  // Of a page only `evaluate` is used, which Puppeteer's has too.
  const page = tab as unknown as Page;
  expect(await findProviders(page)).toEqual(expect.arrayContaining([floor.rdns, sekisho.rdns]));
  for (const method of ['eth_chainId', 'eth_accounts', 'wallet_getPermissions']) {
    await timeInTurns(page, [floor.rdns, sekisho.rdns], method, 200);
    const [base, ours] = await timeInTurns(page, [floor.rdns, sekisho.rdns], method, samples(3_000, 500));
    record({
      name: `Firefox round trip: ${method}`,
      unit: 'ms',
      base: 'floor',
      samples: { floor: base, sekisho: ours },
    });
  }
  await firefox.close();
});

/** The floor with an event page in place of the worker. */
function floorForFirefox(folder: string): string {
  cpSync(floor.folder, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const { key: _, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
  const firefox = {
    ...manifest,
    background: { scripts: [manifest.background.service_worker] },
    browser_specific_settings: { gecko: { id: 'floor@bench.example' } },
  };
  writeFileSync(file, JSON.stringify(firefox));
  return folder;
}

import { join } from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';
import { startRelay } from '../../../scripts/relay.mjs';
import { password, settle, startExtension, type Extension } from './extension';
import { expect as expectPage, test as base } from './fixtures';
import { request, type Answer } from './provider';

export type Relay = Awaited<ReturnType<typeof startRelay>>;

type Fixtures = {
  /** One relay on loopback. */
  relay: Relay;
  /** A second browser, with a profile of its own and Sekisho in it. */
  other: Extension;
};

export const test = base.extend<Fixtures>({
  relay: async ({}, provide) => {
    const relay = await startRelay();
    await provide(relay);
    await relay.stop();
  },
  other: async ({ browserFile, language, theme }, provide, testInfo) => {
    const other = await startOther(browserFile, language, theme, testInfo);
    await provide(other);
    await other.close();
  },
});

function startOther(executablePath: string, language: string, theme: 'light' | 'dark', info: TestInfo) {
  return startExtension({
    executablePath,
    profile: join(info.outputDir, 'other-profile'),
    language,
    theme,
    keepsPages: false,
    isHeadless: true,
  });
}

/** Names the device and gives it its relays, as its person does. */
export async function joinRelays(
  extension: Extension,
  name: string,
  relays: readonly { readonly url: string }[],
): Promise<void> {
  const dashboard = await extension.openDashboard('#/relays/add');
  for (const { url } of relays) {
    await dashboard.goto(extension.dashboardUrl('#/relays/add'));
    await dashboard.getByRole('textbox', { name: 'Relay address' }).fill(url);
    await dashboard.getByRole('button', { name: 'Add relay', exact: true }).click();
    await expectPage(dashboard.getByText(new URL(url).host).first()).toBeVisible();
  }
  await dashboard.goto(extension.dashboardUrl('#/devices'));
  await dashboard.getByRole('button', { name: 'Rename device' }).first().click();
  const field = dashboard.getByRole('textbox', { name: /name/i });
  await field.fill(name);
  await dashboard.getByRole('button', { name: 'Save', exact: true }).click();
  await expectPage(dashboard.getByText(name).first()).toBeVisible();
  await dashboard.close();
}

/** Has a page ask to connect where another device is active, and takes the account over with the password. */
export async function takeOver(extension: Extension, page: Page, from: string): Promise<Answer> {
  await page.bringToFront();
  const asked = request(page, 'eth_requestAccounts');
  const window = await extension.requestWindow();
  await expect(window.getByText(`This account is active on "${from}"`)).toBeVisible();
  await window.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await settle(window, 'Connect');
  return asked;
}

import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startRelay } from '../../../scripts/relay.mjs';
import { pairingText } from '../../../src/core/pairing';
import { parseRelay } from '../../../src/core/relay-address';
import { startHostile } from '../../adapters/relay/relay-fixture';
import { password, settle, startExtension, type Extension } from './extension';
import { test as base } from './fixtures';
import { request, type Answer } from './provider';

/** A relay on loopback. It comes back, with nothing in it, where it was. */
type StoryRelay = Awaited<ReturnType<typeof startStoryRelay>>;

async function startStoryRelay() {
  let relay = await startRelay();
  const { url } = relay;
  return {
    url,
    stop: () => relay.stop(),
    async comeBack(): Promise<void> {
      relay = await startRelay(Number(new URL(url).port));
    },
  };
}

type Fixtures = {
  relay: StoryRelay;
  /** Five relays. The last two take what they are given, and say that they have nothing. */
  fiveRelays: readonly { readonly url: string; stop(): Promise<void> }[];
  /** A second browser, with a profile of its own and Sekisho in it. */
  other: Extension;
};

export const test = base.extend<Fixtures>({
  relay: async ({ browserName: _ }, provide) => {
    const relay = await startStoryRelay();
    await provide(relay);
    await relay.stop();
  },
  fiveRelays: async ({ browserName: _ }, provide) => {
    const withhold = () =>
      startHostile({
        asked(tools, name) {
          tools.send(['EOSE', name]);
        },
      });
    const relays = await Promise.all([
      startStoryRelay(),
      startStoryRelay(),
      startStoryRelay(),
      withhold(),
      withhold(),
    ]);
    await provide(relays);
    await Promise.all(relays.map((relay) => relay.stop().catch(() => undefined)));
  },
  other: async ({ browserFile, language, theme }, provide, { outputDir }) => {
    const other = await startExtension({
      executablePath: browserFile,
      profile: join(outputDir, 'other-profile'),
      language,
      theme,
      keepsPages: false,
      isHeadless: true,
    });
    await provide(other);
    await other.close();
  },
});

/** The relays as one text, as the relays page of another device shows it. */
export function pairing(relays: readonly { readonly url: string }[]): string {
  return pairingText(relays.flatMap(({ url }) => parseRelay(url) ?? []));
}

/** Takes the relays over from another device's pairing text, on the page "Relays" on which there are none yet. */
export async function takeRelays(
  dashboard: Page,
  relays: readonly { readonly url: string }[],
): Promise<void> {
  await dashboard.getByRole('button', { name: 'I have a pairing text' }).click();
  await dashboard.getByRole('textbox', { name: 'Pairing text' }).fill(pairing(relays));
  await dashboard.getByRole('button', { name: 'Use these relays' }).click();
  await expect(dashboard.getByRole('heading', { name: 'Relays', exact: true })).toBeVisible();
  await expect(dashboard.getByText(new URL(relays[0]?.url ?? '').host).first()).toBeVisible();
}

/** Imports the wallet, takes the relays over from another device's pairing text, and names this one. */
export async function setUpDevice(
  extension: Extension,
  name: string,
  relays: readonly { readonly url: string }[],
): Promise<void> {
  await extension.importWallet();
  const dashboard = await extension.openDashboard('#/relays');
  await takeRelays(dashboard, relays);
  await dashboard.getByRole('link', { name: 'Devices' }).click();
  await dashboard.getByRole('button', { name: 'Rename device' }).click();
  await dashboard.getByRole('textbox', { name: /name/i }).fill(name);
  await dashboard.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dashboard.getByText(name, { exact: true })).toBeVisible();
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

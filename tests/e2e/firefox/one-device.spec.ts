import { mergeTests } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { minute } from '../../../src/core/units';
import { moveClock } from '../harness/clock';
import { pairing, setUpDevice, takeOver, test as withDevices } from '../harness/devices';
import { password } from '../harness/extension';
import { expect, openConnected, test as withFirefox } from '../harness/firefox-fixtures';
import type { Firefox } from '../harness/firefox';
import { request, watchEvents } from '../harness/provider';
import { click, fill, find, see, settle } from '../harness/screen';
import { askSignature, firstAccount, signature } from '../harness/stories';

const test = mergeTests(withFirefox, withDevices);
const granted = { ok: true, value: [firstAccount] };
const none = { ok: true, value: [] };

test.beforeEach(({ framePages }) => {
  framePages.put('/', '<p>A site</p>');
});

/** Imports the wallet, takes the relays over from another device's pairing text, and connects a site. */
async function setUpConnected(
  firefox: Firefox,
  relays: readonly { readonly url: string }[],
  url: string,
): Promise<Page> {
  await firefox.importWallet();
  const dashboard = await firefox.openDashboard('#/relays');
  await click(dashboard, 'I have a pairing text');
  await fill(dashboard, 'Pairing text', pairing(relays));
  await click(dashboard, 'Use these relays');
  for (const relay of relays) await see(dashboard, new URL(relay.url).host);
  await dashboard.close();
  return openConnected(firefox, url);
}

test('Firefox and Chromium, over five relays, one down and two that hide what they have: an account taken over while the event page sleeps is lost to it, and taken back in one step (SEC-31)', async ({
  newFirefox: firefox,
  other,
  fiveRelays,
  framePages,
}) => {
  const page = await setUpConnected(firefox, fiveRelays, framePages.url('/'));
  const events = await watchEvents(page);
  await firefox.putToSleep();
  await fiveRelays[0]?.stop();

  await setUpDevice(other, 'Chromium', fiveRelays);
  const elsewhere = await other.context.newPage();
  await elsewhere.goto(framePages.url('/'));
  expect(await takeOver(other, elsewhere, 'Firefox on Linux')).toEqual(granted);

  const asked = askSignature(page, 'asked by the device that slept');
  const question = await firefox.requestWindow();
  await see(question, 'Session ended: this account is now active on "Chromium"');
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
  await fill(question, 'Password', password);
  await click(question, 'Reconnect');
  await see(question, 'asked by the device that slept');
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
  await expect.poll(() => request(elsewhere, 'eth_accounts')).toEqual(none);
});

test('Firefox: with the relay away signing goes on for ten minutes, then waits and says so; nothing ends (SEC-30)', async ({
  newFirefox: firefox,
  relay,
  framePages,
}) => {
  const page = await setUpConnected(firefox, [relay], framePages.url('/'));
  await relay.stop();
  const popup = await firefox.openPopup();
  await moveClock(popup, 5 * minute);
  await page.bringToFront();
  const within = askSignature(page, 'within the grace');
  await settle(await firefox.requestWindow(), 'Sign');
  expect(await within).toMatchObject(signature);

  await moveClock(popup, 6 * minute);
  const past = askSignature(page, 'past the grace');
  const question = await firefox.requestWindow();
  await click(question, 'Sign');
  await see(question, 'The request keeps waiting');
  await relay.comeBack();
  expect(await request(page, 'eth_accounts')).toEqual(granted);
  await find(question, 'heading', 'Signature request');
  await settle(question, 'Sign');
  expect(await past).toMatchObject(signature);
});

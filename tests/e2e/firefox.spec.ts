import { setUpFirefox } from '../../scripts/setup.mjs';
import { password } from './harness/extension';
import { ask, click, fill, find, see, startFirefox, type Firefox } from './harness/firefox';
import type { Page } from 'puppeteer-core';
import { expect, test as base } from './harness/fixtures';
import { firstAccount } from './harness/stories';

const test = base.extend<{ firefox: Firefox }, { firefoxFile: string }>({
  firefoxFile: [async ({ browserName: _ }, provide) => provide(await setUpFirefox()), { scope: 'worker' }],
  firefox: async ({ firefoxFile }, provide) => {
    // The event page sleeps after a second without work: each story goes on over its sleep.
    const preferences = { 'extensions.background.idle.timeout': 1_000 };
    const firefox = await startFirefox({ executablePath: firefoxFile, preferences });
    await firefox.importWallet();
    await provide(firefox);
    await firefox.close();
  },
});

test('Firefox: a minute passes, one step takes the person back, and the request goes through', async ({
  firefox,
  dappUrl,
}) => {
  test.setTimeout(180_000);
  const page = await firefox.openSite(dappUrl);
  const connecting = ask(page, 'eth_requestAccounts');
  const connect = await firefox.requestWindow();
  const length = await find(connect, 'combobox', 'Session length');
  await length.select(
    await length.evaluate((list) => {
      const custom = [...list.querySelectorAll('option')].find(({ textContent }) => textContent === 'Custom');
      return custom?.value ?? '';
    }),
  );
  const minutes = await find(connect, 'spinbutton', 'Minutes');
  await minutes.click({ count: 3 });
  await minutes.type('1');
  await click(connect, 'Connect');
  expect(await connecting).toEqual({ ok: true, value: [firstAccount] });

  await expect
    .poll(async () => (await ask(page, 'eth_accounts')).ok && (await ask(page, 'eth_accounts')), {
      timeout: 90_000,
      intervals: [5_000],
    })
    .toEqual({ ok: true, value: [] });

  await page.bringToFront();
  const asked = ask(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Session ended');
  await see(question, 'Session ended: it reached its limit of 1 minute');
  await see(question, '1 request is waiting');
  await click(question, 'Reconnect');
  await find(question, 'heading', 'Signature request');
  await click(question, 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
  expect(await ask(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

/** A page of the dApp that was let in for the profile's own term, in front. */
async function connected(firefox: Firefox, dappUrl: string): Promise<Page> {
  const page = await firefox.openSite(dappUrl);
  const connecting = ask(page, 'eth_requestAccounts');
  await click(await firefox.requestWindow(), 'Connect');
  expect(await connecting).toEqual({ ok: true, value: [firstAccount] });
  await page.bringToFront();
  return page;
}

test('Firefox: a request outlives the sleep of the event page, and is answered once', async ({
  firefox,
  dappUrl,
}) => {
  const page = await connected(firefox, dappUrl);
  const asked = ask(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Signature request');
  const firstLife = await firefox.lifeOfBackground(question);
  await question.close();
  // Three times as long as the event page stays awake.
  await new Promise((done) => setTimeout(done, 3_000));
  const popup = await firefox.openPopup();
  await find(popup, 'heading', 'Signature request');
  expect(await firefox.lifeOfBackground(popup)).not.toBe(firstLife);
  await click(popup, 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
});

test('Firefox: a locked vault changes nothing for the page, and opens where the request is', async ({
  firefox,
  dappUrl,
}) => {
  const page = await connected(firefox, dappUrl);
  const popup = await firefox.openPopup();
  await click(popup, 'Lock');
  await find(popup, 'button', 'Unlock');
  await popup.close();
  await page.bringToFront();
  expect(await ask(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  const asked = ask(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  const question = await firefox.requestWindow();
  await fill(question, 'Password', password);
  await click(question, 'Unlock');
  await click(question, 'Sign');
  expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
});

test('Firefox: a refusal is 4001, and a site that ends its session is not asked again', async ({
  firefox,
  dappUrl,
}) => {
  const page = await connected(firefox, dappUrl);
  const asked = ask(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  await click(await firefox.requestWindow(), 'Reject');
  expect(await asked).toMatchObject({ ok: false, code: 4001 });
  expect(await ask(page, 'wallet_revokePermissions', [{ eth_accounts: {} }])).toEqual({
    ok: true,
    value: null,
  });
  expect(await ask(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
  const refused = await ask(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
  expect(refused).toMatchObject({ ok: false, code: 4100 });
});

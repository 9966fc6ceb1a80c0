import type { Page } from '@playwright/test';
import { developmentPhrase } from '../../scripts/local-chain.mjs';
import { password } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { filesWith } from './harness/profile';
import { connect } from './harness/stories';

/** A phrase that stands nowhere else. */
const canary = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const canaryKey = '0x0000000000000000000000000000000000000000000000000000c0ffee5ec8e7';

test('SEC-15: no secret is found in the profile after it was typed and the browser was killed', async ({
  extension,
  page,
  siteUrl,
}) => {
  const secret = 'canary-password-8361';
  await extension.importWallet({ phrase: canary, password: secret });
  await page.goto(siteUrl);
  await connect(extension, page);
  const dashboard = await extension.openDashboard('#/accounts');
  await dashboard.getByRole('button', { name: /Import a private key/ }).click();
  await dashboard.getByLabel(/^Private key/).fill(canaryKey);
  await dashboard
    .getByRole('button', { name: /^Import/ })
    .last()
    .click();
  await expect(dashboard.getByText(/was imported/)).toBeVisible();
  await extension.kill();
  const secrets = [canary, 'sausage worth useful', canaryKey.slice(2), secret];
  const { files, found } = filesWith(secrets, extension.profile);
  expect(files).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

for (const [name, phrase, sentence] of [
  ['a wrong word', canary.replace('sausage', 'xyzzy'), /Word 6.*xyzzy/],
  ['a wrong checksum', canary.replace('yellow', 'winner'), /check|order/i],
  ['eleven words', canary.replace(' yellow', ''), /11/],
] as const) {
  test(`${name} in a phrase is told, and nothing is made`, async ({ extension }) => {
    const page = await extension.welcomePage();
    await page.getByRole('button', { name: 'Import a recovery phrase' }).click();
    await page.getByLabel('Recovery phrase', { exact: true }).fill(phrase);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Confirm password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText(sentence).first()).toBeVisible();
    const popup = await extension.openPopup();
    await expect(popup.getByRole('heading', { name: 'Create a wallet first' })).toBeVisible();
  });
}

/** Fills in "Forgot password?" with the phrase of the imported wallet. */
async function setPasswordAnew(dashboard: Page): Promise<void> {
  await dashboard.getByLabel('Recovery phrase', { exact: true }).fill(developmentPhrase);
  await dashboard.getByLabel(/^(New password|Password)$/).fill('another password 77');
  await dashboard.getByLabel(/^Confirm/).fill('another password 77');
  await dashboard
    .getByRole('button', { name: /^(Continue|Reset|Set)/ })
    .last()
    .click();
}

test('a forgotten password is set anew with the phrase, and sessions say so and can be taken up again', async ({
  extension,
  page,
  siteUrl,
}) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page);
  await setPasswordAnew(await extension.openDashboard('#/forgot'));
  const popup = await extension.openPopup();
  await expect(
    popup.getByText('Session ended: the wallet was opened with its recovery phrase').first(),
  ).toBeVisible();
});

test('a damaged wallet is told as such, and its phrase brings it back', async ({ extension }) => {
  await extension.importWallet();
  const dashboard = await extension.openDashboard('#/accounts');
  await dashboard.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => request.addEventListener('success', () => resolve(request.result)));
    const db = await done(indexedDB.open('sekisho'));
    const vaults = db.transaction('vault', 'readwrite').objectStore('vault');
    for (const row of await done(vaults.getAll())) {
      const text = JSON.stringify(row).replace(/("wrappedKey":.*?"data":")[0-9a-f]+/, '$100');
      await done(vaults.put(JSON.parse(text)));
    }
    db.close();
  });
  const popup = await extension.openPopup();
  await popup.getByRole('button', { name: 'Lock' }).click();
  await popup.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await popup.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(popup.getByText('The wallet that is stored here is damaged')).toBeVisible();

  await setPasswordAnew(await extension.openDashboard('#/forgot'));
  await expect(popup.getByRole('button', { name: 'Lock' })).toBeVisible();
});

import { expect, test } from './harness/fixtures';
import { announcedWallets, request } from './harness/provider';

test('installing opens the welcome page', async ({ extension }) => {
  const welcome = await extension.welcomePage();
  await expect(welcome.getByRole('button', { name: 'Create a new wallet' })).toBeVisible();
  await expect(welcome.getByRole('button', { name: 'Import a recovery phrase' })).toBeVisible();
});

test('the test dApp finds Sekisho by EIP-6963', async ({ page, dappUrl }) => {
  await page.goto(dappUrl);
  await expect(page.getByRole('button', { name: 'Use Sekisho' })).toBeVisible();
  expect(await announcedWallets(page)).toContain('app.sekisho');
});

test('a page that never connected sees chain 0x1 and no accounts', async ({ page, dappUrl }) => {
  await page.goto(dappUrl);
  expect(await request(page, 'eth_chainId')).toEqual({ ok: true, value: '0x1' });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
});

test('no file of the extension can be read by a page', async ({ extension, page, dappUrl }) => {
  await page.goto(dappUrl);
  const readable = await page.evaluate(
    (urls) =>
      Promise.all(
        urls.map((url) =>
          fetch(url)
            .then(() => url)
            .catch(() => null),
        ),
      ),
    [extension.popupUrl(), extension.dashboardUrl(), `chrome-extension://${extension.id}/manifest.json`],
  );
  expect(readable).toEqual([null, null, null]);
});

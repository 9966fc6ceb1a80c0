import { settle } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request } from './harness/provider';
import { askSignature, connect, expectRefused, firstAccount, letIn } from './harness/stories';

test.beforeEach(async ({ extension, page, siteUrl }) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await page.bringToFront();
});

test('a connect request outlives the worker', async ({ extension, page }) => {
  const asked = request(page, 'eth_requestAccounts');
  const window = await extension.requestWindow();
  await window.getByRole('heading', { name: /^Connect to / }).waitFor();
  await extension.killWorker();
  await window.bringToFront();
  await letIn(window);
  expect(await asked).toEqual({ ok: true, value: [firstAccount] });
});

test('a signature request outlives the worker, and is answered once', async ({ extension, page }) => {
  await connect(extension, page);
  const asked = askSignature(page, 'over the death of a worker');
  const window = await extension.requestWindow();
  await window.getByRole('heading', { name: 'Signature request' }).waitFor();
  await extension.killWorker();
  await window.bringToFront();
  await settle(window, 'Sign');
  expect(await asked).toMatchObject({ ok: true });
});

test('a closed window is no refusal: the request waits in the popup', async ({ extension, page }) => {
  await connect(extension, page);
  const asked = askSignature(page, 'still waiting');
  const window = await extension.requestWindow();
  await window.getByRole('heading', { name: 'Signature request' }).waitFor();
  await window.close();
  const popup = await extension.openPopup();
  await expect(popup.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  await popup.getByRole('button', { name: 'Sign', exact: true }).click();
  expect(await asked).toMatchObject({ ok: true });
});

test('what was chosen in a closed window is there again', async ({ extension, page }) => {
  const asked = request(page, 'eth_requestAccounts');
  const window = await extension.requestWindow();
  await window.getByRole('combobox', { name: 'Session length' }).selectOption({ label: 'Custom' });
  await window.getByRole('spinbutton', { name: 'Minutes' }).fill('42');
  await expect(window.getByRole('spinbutton', { name: 'Minutes' })).toHaveValue('42');
  await window.close();
  const popup = await extension.openPopup();
  await expect(popup.getByRole('spinbutton', { name: 'Minutes' })).toHaveValue('42');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  expect(await asked).toMatchObject({ ok: true });
});

test('a reloaded page drops its request, and its window shows nothing to approve', async ({
  extension,
  page,
}) => {
  await connect(extension, page);
  void askSignature(page, 'gone with its page').catch(() => null);
  const window = await extension.requestWindow();
  await window.getByRole('heading', { name: 'Signature request' }).waitFor();
  const left = Promise.race([
    window.waitForEvent('close'),
    window.getByRole('heading', { name: 'Signature request' }).waitFor({ state: 'detached' }),
  ]);
  await page.reload();
  await left;
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('two sites at once are asked one after the other, and each gets its own answer', async ({
  extension,
  page,
  context,
  framePages,
}) => {
  framePages.put('/other', '<p>Another site</p>');
  const other = await context.newPage();
  await other.goto(framePages.url('/other', 'localhost'));
  await page.bringToFront();
  const first = request(page, 'eth_requestAccounts');
  const window = await extension.requestWindow();
  await other.bringToFront();
  const second = request(other, 'eth_requestAccounts');
  await expect(window.getByText('1 of 2')).toBeVisible();
  await window.bringToFront();
  await settle(window, 'Connect');
  expect(await first).toEqual({ ok: true, value: [firstAccount] });
  await expect(window.getByRole('heading', { name: /^Connect to localhost/ })).toBeVisible();
  await settle(window, 'Decline');
  expectRefused(await second, 4001);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('a session that is ended with 50 requests in flight refuses each once, and signs none', async ({
  extension,
  page,
}) => {
  await connect(extension, page);
  const flood = Array.from({ length: 50 }, (_, index) => askSignature(page, `request ${index}`));
  await extension.requestWindow();
  const ended = request(page, 'wallet_revokePermissions', [{ eth_accounts: {} }]);
  expect(await ended).toEqual({ ok: true, value: null });
  for (const answer of await Promise.all(flood)) {
    expect(answer).toMatchObject({ ok: false });
    expect([4100, -32005]).toContain(answer.ok ? 0 : answer.code);
  }
});

import { expect, test } from './harness/fixtures';
import { useRealFocus } from './harness/display';
import { connect, askSignature } from './harness/stories';

test.beforeEach(async ({ extension, page, siteUrl }) => {
  await extension.importWallet();
  await page.goto(siteUrl);
  await connect(extension, page);
});

test('SEC-7: an early click approves nothing, Enter never does, Space does', async ({ extension, page }) => {
  let isAnswered = false;
  const asked = askSignature(page, 'not so fast').finally(() => {
    isAnswered = true;
  });
  const window = await extension.requestWindow();
  const sign = window.getByRole('button', { name: 'Sign', exact: true });
  await sign.waitFor();
  await expect(sign).toBeDisabled();
  await sign.click({ force: true });
  await expect(sign).toBeEnabled();
  await sign.focus();
  await window.keyboard.press('Enter');
  expect(isAnswered).toBe(false);
  await expect(window.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  await window.keyboard.press('Space');
  expect(await asked).toMatchObject({ ok: true });
});

test('SEC-7: the refusing button has the focus first', async ({ extension, page }) => {
  void askSignature(page, 'focus').catch(() => null);
  const window = await extension.requestWindow();
  await expect(window.getByRole('button', { name: 'Reject', exact: true })).toBeFocused();
});

test('SEC-7: a click that no person made approves nothing', async ({ extension, page }) => {
  void askSignature(page, 'scripted').catch(() => null);
  const window = await extension.requestWindow();
  const sign = window.getByRole('button', { name: 'Sign', exact: true });
  await expect(sign).toBeEnabled();
  await sign.evaluate((button: HTMLElement) => button.click());
  await expect(window.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  await expect(sign).toBeEnabled();
});

test.describe('with real windows', () => {
  test.use({ hasWindows: true });

  test('SEC-7: another window in front takes the approval away, and the second starts again', async ({
    extension,
    page,
  }) => {
    void askSignature(page, 'behind another window').catch(() => null);
    const window = await extension.requestWindow();
    await useRealFocus(page);
    await useRealFocus(window);
    const sign = window.getByRole('button', { name: 'Sign', exact: true });
    await window.bringToFront();
    await expect(sign).toBeEnabled();
    await page.bringToFront();
    await expect(sign).toBeDisabled();
    await window.bringToFront();
    await expect(sign).toBeEnabled();
  });
});

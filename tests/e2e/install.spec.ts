import { expect, test } from './harness/fixtures';
import { announcedWallets, request } from './harness/provider';

test.describe('in a new profile', () => {
  test.use({ isNew: true });

  test('installing opens the welcome page', async ({ extension }) => {
    const welcome = await extension.welcomePage();
    await expect(welcome.getByRole('button', { name: 'Create a new wallet' })).toBeVisible();
    await expect(welcome.getByRole('button', { name: 'Import a recovery phrase' })).toBeVisible();
  });
});

test('the test dApp finds Sekisho by EIP-6963', async ({ page, dappUrl }) => {
  await page.goto(dappUrl);
  await expect(page.getByRole('button', { name: 'Use Sekisho' })).toBeVisible();
  expect(await announcedWallets(page)).toContain('app.sekisho');
});

test('a page that never connected sees chain 0x1 and no accounts', async ({ page, siteUrl }) => {
  await page.goto(siteUrl);
  expect(await request(page, 'eth_chainId')).toEqual({ ok: true, value: '0x1' });
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });
});

test('no file of the extension can be read by a page', async ({ extension, page, siteUrl }) => {
  await page.goto(siteUrl);
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

test('SEC-5: a page that replaces what the language offers neither overhears nor changes a request', async ({
  page,
  siteUrl,
}) => {
  await page.goto(siteUrl);
  const seen = await page.evaluate(async () => {
    type Announced = CustomEvent<{ info: object; provider: { request(asked: object): Promise<unknown> } }>;
    const detail = await new Promise<Announced['detail']>((resolve) => {
      window.addEventListener('eip6963:announceProvider', (event) => {
        const { detail: announced } = event as Announced;
        if ('rdns' in announced.info && announced.info.rdns === 'app.sekisho') resolve(announced);
      });
      window.dispatchEvent(new Event('eip6963:requestProvider'));
    });
    const called: string[] = [];
    const restore: (() => void)[] = [];
    const spy = (owner: object, name: string) => {
      const original: unknown = Reflect.get(owner, name);
      if (typeof original !== 'function') return;
      restore.unshift(() => Reflect.set(owner, name, original));
      Reflect.set(owner, name, function (this: unknown, ...given: unknown[]) {
        called.push(name);
        return Reflect.apply(original, this, given);
      });
    };
    spy(JSON, 'parse');
    spy(JSON, 'stringify');
    spy(EventTarget.prototype, 'dispatchEvent');
    spy(EventTarget.prototype, 'addEventListener');
    spy(MessagePort.prototype, 'postMessage');
    spy(window, 'postMessage');
    spy(crypto, 'getRandomValues');
    spy(Array.prototype, 'push');
    const chain = await detail.provider.request({ method: 'eth_chainId' });
    const overheard = [...called];
    for (const undo of restore) undo();
    return { chain, called: overheard, isFrozen: Object.isFrozen(detail) && Object.isFrozen(detail.info) };
  });
  expect(seen).toEqual({ chain: '0x1', called: [], isFrozen: true });
});

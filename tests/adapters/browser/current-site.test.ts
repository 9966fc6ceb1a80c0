import { expect, it, vi } from 'vitest';
import { installBrowser } from './fake-browser';

async function siteOf(tab: object) {
  installBrowser({ tabs: { query: async () => [tab] }, permissions: { contains: async () => true } });
  vi.resetModules();
  const { askCurrentSite } = await import('../../../src/adapters/browser/current-site');
  return askCurrentSite();
}

it('names the container of the current tab beside its site: each has a session of its own', async () => {
  const url = 'https://tidepool.example/swap';
  expect(await siteOf({ url })).toMatchObject({ origin: 'https://tidepool.example', cookieStore: null });
  expect(await siteOf({ url, cookieStoreId: 'firefox-default' })).toMatchObject({ cookieStore: null });
  expect(await siteOf({ url, cookieStoreId: 'firefox-container-2' })).toMatchObject({
    cookieStore: 'firefox-container-2',
  });
});

import { expect, it } from 'vitest';
import { containerOf } from '../../../src/adapters/browser/container';

it.each([
  [{}, null],
  [{ cookieStoreId: undefined }, null],
  [{ cookieStoreId: 'firefox-default' }, null],
  [{ cookieStoreId: 'firefox-private' }, null],
  [{ cookieStoreId: 'firefox-container-2' }, 'firefox-container-2'],
])('the container of %j is %j', (tab, container) => {
  expect(containerOf(tab)).toBe(container);
});

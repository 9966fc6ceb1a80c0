import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { password } from '../harness/extension';
import { choose, click, fill, find, see } from '../harness/firefox';
import { expect, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';

// The very axe that looks at the screens in Chromium.
const findAxe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const { source: axe }: { source: string } = findAxe('axe-core');

/** What axe finds on a screen: the rule, and where it is broken. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations: found } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  });
}

test('Firefox: a new wallet asks its words back; its screens are accessible, and speak Japanese', async ({
  newFirefox: firefox,
  dappUrl,
}) => {
  const welcome = await firefox.welcomePage();
  await click(welcome, 'Create a new wallet');
  await fill(welcome, 'Password', password);
  await fill(welcome, 'Confirm password', password);
  await click(welcome, 'Continue');
  await find(welcome, 'heading', 'Your recovery phrase');
  const words = await welcome.$$eval('ol li', (items) =>
    items.map(({ innerText }) => innerText.replace(/^\d+\s*/, '').trim()),
  );
  expect(words).toHaveLength(12);
  await click(welcome, 'Continue');
  await find(welcome, 'heading', 'Check your note');
  const asked = await welcome.$$eval('label', (labels) =>
    labels.flatMap(({ innerText }) => /^Word (\d+)$/.exec(innerText.trim())?.[1] ?? []),
  );
  expect(asked).toHaveLength(3);
  for (const number of asked) await fill(welcome, `Word ${number}`, 'zebra');
  await click(welcome, 'Continue');
  await see(welcome, 'does not match');
  for (const number of asked) await fill(welcome, `Word ${number}`, words[Number(number) - 1] ?? '');
  await click(welcome, 'Continue');
  await find(welcome, 'button', 'Open Sekisho');
  expect(await violations(welcome)).toEqual([]);

  const dashboard = await firefox.openDashboard('#/settings');
  await choose(dashboard, 'Language', '日本語');
  await find(dashboard, 'heading', '設定');
  expect(await violations(dashboard)).toEqual([]);
  const page = await firefox.openSite(dappUrl);
  const connecting = request(page, 'eth_requestAccounts');
  const window = await firefox.requestWindow();
  await find(window, 'heading', `${new URL(dappUrl).host} に接続`);
  expect(await violations(window)).toEqual([]);
  await click(window, '接続');
  expect(await connecting).toMatchObject({ ok: true });
  const popup = await firefox.openPopup();
  await find(popup, 'button', '終了する');
  expect(await violations(popup)).toEqual([]);
});

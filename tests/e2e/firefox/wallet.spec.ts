import type { Page } from 'puppeteer-core';
import { violations } from '../harness/axe';
import { password } from '../harness/extension';
import { expect, letIn, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';
import { choose, click, fill, find, see, settle } from '../harness/screen';
import { askSignature, signature } from '../harness/stories';

/** Makes a new wallet on the welcome page, with one mistake at the words that are asked back. Returns the words. */
async function createWallet(welcome: Page): Promise<readonly string[]> {
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
  return words;
}

const another = 'another password 77';

test('Firefox: a new wallet asks its words back, and they open it when the password is forgotten', async ({
  newFirefox: firefox,
  framePages,
}) => {
  framePages.put('/', '<p>A site</p>');
  const welcome = await firefox.welcomePage();
  const words = await createWallet(welcome);
  expect(await violations(welcome)).toEqual([]);
  await welcome.close();

  const page = await firefox.openSite(framePages.url('/'));
  const connecting = request(page, 'eth_requestAccounts');
  const connect = await firefox.requestWindow();
  await find(connect, 'heading', `Connect to ${new URL(page.url()).host}`);
  expect(await violations(connect)).toEqual([]);
  await letIn(connect);
  const connected = await connecting;
  const [account] = connected.ok && Array.isArray(connected.value) ? connected.value : [];
  expect(account).toMatch(/^0x[0-9a-f]{40}$/);

  const popup = await firefox.openPopup();
  await click(popup, 'Lock');
  await find(popup, 'button', 'Unlock');
  await popup.close();
  const forgot = await firefox.openDashboard('#/forgot');
  await fill(forgot, 'Recovery phrase', words.join(' '));
  await fill(forgot, 'New password', another);
  await fill(forgot, 'Confirm password', another);
  await click(forgot, 'Set password');
  await find(forgot, 'heading', 'Overview');
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [] });

  const asked = askSignature(page, 'after the password was forgotten', account);
  const question = await firefox.requestWindow();
  await see(question, 'Session ended: the wallet was opened with its recovery phrase');
  await click(question, 'Reconnect');
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [account] });

  await choose(await firefox.openDashboard('#/settings'), 'Language', '日本語');
  const home = await firefox.openPopup();
  await find(home, 'button', '終了する');
  expect(await violations(home)).toEqual([]);
});

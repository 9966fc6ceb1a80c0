import { day } from '../../../src/core/units';
import { moveClock } from '../harness/clock';
import { password } from '../harness/extension';
import { expect, openConnected, test } from '../harness/firefox-fixtures';
import { request } from '../harness/provider';
import { click, fill, find, see, settle } from '../harness/screen';
import { askSignature, firstAccount, signature } from '../harness/stories';

test('Firefox: a clock set back while a request waits ends the session and says so, and the request is signed (SEC-20)', async ({
  newFirefox: firefox,
  framePages,
}) => {
  await firefox.importWallet();
  framePages.put('/', '<p>A site</p>');
  const page = await openConnected(firefox, framePages.url('/'));
  const asked = askSignature(page, 'before the clock was changed');
  const question = await firefox.requestWindow();
  await find(question, 'heading', 'Signature request');
  await moveClock(question, -day);
  await click(question, 'Sign');
  await find(question, 'heading', 'Session ended');
  await see(question, "Session ended: this computer's clock was changed");
  await see(question, '1 request is waiting');
  await fill(question, 'Password', password);
  await click(question, 'Reconnect');
  await find(question, 'heading', 'Signature request');
  await settle(question, 'Sign');
  expect(await asked).toMatchObject(signature);
  expect(await request(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

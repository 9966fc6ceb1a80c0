import { builtForFirefox } from '../../scripts/firefox.mjs';
import { setUpFirefox } from '../../scripts/setup.mjs';
import { day } from '../../src/core/units';
import { buildWithClock, setClock } from './harness/clock';
import { password } from './harness/extension';
import { ask, click, fill, find, see, startFirefox } from './harness/firefox';
import { expect, test } from './harness/fixtures';
import { firstAccount } from './harness/stories';

test('Firefox: a clock set back while a request waits ends the session and says so, and the request is signed (SEC-20)', async ({
  dappUrl,
}, testInfo) => {
  test.setTimeout(180_000);
  const firefox = await startFirefox({
    executablePath: await setUpFirefox(),
    extension: await buildWithClock(builtForFirefox, testInfo.outputPath('extension')),
  });
  try {
    await firefox.importWallet();
    const page = await firefox.openSite(dappUrl);
    const connecting = ask(page, 'eth_requestAccounts');
    await click(await firefox.requestWindow(), 'Connect');
    expect(await connecting).toEqual({ ok: true, value: [firstAccount] });

    await page.bringToFront();
    const asked = ask(page, 'personal_sign', ['0x68656c6c6f', firstAccount]);
    const question = await firefox.requestWindow();
    await find(question, 'heading', 'Signature request');
    await setClock(question, -day);
    await click(question, 'Sign');
    await find(question, 'heading', 'Session ended');
    await see(question, "Session ended: this computer's clock was changed");
    await see(question, '1 request is waiting');
    await fill(question, 'Password', password);
    await click(question, 'Reconnect');
    await find(question, 'heading', 'Signature request');
    await click(question, 'Sign');
    expect(await asked).toMatchObject({ ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) });
    expect(await ask(page, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
  } finally {
    await firefox.close();
  }
});

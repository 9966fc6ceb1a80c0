import { setUpFirefox } from '../../scripts/setup.mjs';
import { startFirefox } from './harness/firefox';
import { test } from './harness/fixtures';
test('dbg', async () => {
  test.setTimeout(120000);
  const t0=Date.now();
  const firefox = await startFirefox({ executablePath: await setUpFirefox(), isAllowedInPrivate: true, preferences: { 'extensions.background.idle.timeout': 1_000 } });
  console.log('started', Date.now()-t0);
  await firefox.importWallet().catch((e) => console.log(String(e).slice(0,100)));
  console.log('imported', Date.now()-t0);
  for (const p of await firefox.browser.pages()) console.log(await p.evaluate(() => [location.href, document.body.innerText]).catch(String));
  await firefox.close();
});

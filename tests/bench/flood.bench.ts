import { record } from './harness/figures';
import { test } from './harness/fixtures';
import { findProviders, timeCall } from './harness/in-page';
import { samples, sekisho } from './harness/plan';

test('a page is answered while another site floods the wallet (SEC-10)', async ({ pair, site }) => {
  const { extension, page } = pair;
  const flooder = await extension.context.newPage();
  const times: Record<string, number[]> = { quiet: [], flooded: [] };
  for (let round = 0; round < samples(10, 4); round += 1) {
    for (const name of round % 2 === 0 ? ['quiet', 'flooded'] : ['flooded', 'quiet']) {
      if (name === 'flooded') {
        await flooder.goto(site.url('/', 'flood.localhost'));
        await findProviders(flooder);
        await flood(flooder);
      }
      await page.bringToFront();
      for (let call = 0; call < 100; call += 1)
        times[name]!.push(await timeCall(page, sekisho.rdns, 'eth_accounts'));
      await flooder.goto('about:blank');
    }
  }
  record({ name: 'eth_accounts beside a flood', unit: 'ms', base: 'quiet', samples: times });
});

/** Has 200 loops ask without a pause for as long as the page is there. What slows them down is Sekisho's own. */
function flood(page: Parameters<typeof timeCall>[0]): Promise<void> {
  return page.evaluate((rdns) => {
    const provider = window.benchProviders![rdns]!;
    const loop = async () => {
      for (;;) await provider.request({ method: 'eth_chainId' }).catch(() => undefined);
    };
    for (let number = 0; number < 200; number += 1) void loop();
  }, sekisho.rdns);
}

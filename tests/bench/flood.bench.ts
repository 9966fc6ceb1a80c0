import { record } from './harness/figures';
import { test } from './harness/fixtures';
import { findProviders, timeCall } from './harness/in-page';
import { samples, sekisho } from './harness/plan';

declare global {
  interface Window {
    /** Whether the page goes on asking. */
    benchFlood?: boolean;
  }
}

test('a page is answered while another site floods the wallet (SEC-10)', async ({ pair, site }) => {
  const { extension, page } = pair;
  const flooder = await extension.context.newPage();
  await flooder.goto(site.url('/', 'flood.localhost'));
  await findProviders(flooder);
  const times: Record<string, number[]> = { quiet: [], flooded: [] };
  for (let round = 0; round < samples(10, 4); round += 1) {
    for (const name of round % 2 === 0 ? ['quiet', 'flooded'] : ['flooded', 'quiet']) {
      if (name === 'flooded') await flood(flooder);
      await page.bringToFront();
      for (let call = 0; call < 100; call += 1)
        times[name]!.push(await timeCall(page, sekisho.rdns, 'eth_accounts'));
      await flooder.evaluate(() => {
        window.benchFlood = false;
      });
    }
  }
  record({ name: 'eth_accounts beside a flood', unit: 'ms', base: 'quiet', samples: times });
});

/** Has 200 loops ask without a pause until they are told to stop. Done when the first answers have come. */
function flood(page: Parameters<typeof timeCall>[0]): Promise<void> {
  return page.evaluate(async (rdns) => {
    window.benchFlood = true;
    const provider = window.benchProviders![rdns]!;
    const ask = () => provider.request({ method: 'eth_chainId' }).catch(() => undefined);
    const loop = async () => {
      while (window.benchFlood === true) await ask();
    };
    for (let number = 0; number < 200; number += 1) void loop();
    await ask();
  }, sekisho.rdns);
}

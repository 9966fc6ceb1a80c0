import { record } from './harness/figures';
import { expect, launchWith, test } from './harness/fixtures';
import { findProviders, rateInTurns, timeInTurns } from './harness/in-page';
import { floor, peer, samples, sekisho, type Subject } from './harness/plan';

const methods = ['eth_chainId', 'eth_accounts', 'wallet_getPermissions'];
const warmUp = 200;
const atOnce = { method: 'eth_accounts', size: 100 };

test('a connected page asks, one call after the other and 100 at once', async ({ pair: { page } }) => {
  const rdns = [floor.rdns, sekisho.rdns] as const;
  for (const method of methods) {
    await timeInTurns(page, rdns, method, warmUp);
    const [base, ours] = await timeInTurns(page, rdns, method, samples(10_000, 1_500));
    record({
      name: `round trip: ${method}`,
      unit: 'ms',
      base: 'floor',
      samples: { floor: base, sekisho: ours },
    });
  }
  await rateInTurns(page, rdns, { ...atOnce, rounds: 3 });
  const rates: [number[], number[]] = [[], []];
  // In parts, so that the limit of 1,000 requests a second is not what is measured (SEC-10).
  for (let part = 0; part < samples(20, 4); part += 1) {
    const [base, ours] = await rateInTurns(page, rdns, { ...atOnce, rounds: 10 });
    rates[0].push(...base);
    rates[1].push(...ours);
    await page.waitForTimeout(1_000);
  }
  record({
    name: 'round trip: 100 at once',
    unit: 'calls/s',
    base: 'floor',
    samples: { floor: rates[0], sekisho: rates[1] },
  });
});

if (peer !== null) {
  const subject: Subject = peer;
  test('a page asks the subject, which has no wallet', async ({ browserFile, site }, testInfo) => {
    const context = await launchWith(browserFile, testInfo.outputPath('peer'), [subject, floor]);
    const page = await context.newPage();
    await page.goto(site.url());
    expect(await findProviders(page)).toContain(subject.rdns);
    const rdns = [floor.rdns, subject.rdns] as const;
    for (const method of methods) {
      await timeInTurns(page, rdns, method, warmUp);
      const [base, theirs] = await timeInTurns(page, rdns, method, samples(10_000, 1_500));
      record({
        name: `round trip of the peer: ${method}`,
        unit: 'ms',
        base: 'floor',
        samples: { floor: base, peer: theirs },
      });
    }
    await context.close();
  });
}

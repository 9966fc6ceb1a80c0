import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { installBrowser } from '../../adapters/browser/fake-browser';
import { isGlance, killsOf } from './life';
import { noteLosses } from './losses';

// The polyfill takes the browser that is there when it is loaded.
installBrowser({});
const { rehearse } = await import('./rehearse');
const { flows } = await import('./flows');
// A page's request waits for these once; from now on nothing waits but for a port.
await import('../../../src/protocol/rpc-params');

// Kill there, wake, go on: every call to the store and over a port is such a place, and of the glances in a transaction some. What must hold then, whatever the
// flow, stands in `expectWhatAlwaysHolds`; what a flow itself comes to, in its `verify`.
describe.each(flows)('$name', (flow) => {
  const patience = { timeout: 120_000 };

  it('wherever the worker dies (SEC-22)', patience, async () => {
    const play = await rehearse(flow);
    const [calls = []] = await play();
    const kills = killsOf(calls).filter(({ call }) => !isGlance(calls[call]!) || call % 3 === 0);
    expect(kills.length).toBeGreaterThan(50);
    const noted = noteLosses();
    for (const kill of kills) {
      await noted.in(`right ${kill.side} ${calls[kill.call]} (call ${kill.call})`, play({ kills: [kill] }));
    }
    expect(noted.losses).toEqual([]);
  });

  it('where the worker dies again in its next lives (SEC-22)', patience, async () => {
    const play = await rehearse(flow);
    const [calls = []] = await play();
    const kills = killsOf(calls);
    const noted = noteLosses();
    for (let round = 0; round < 6; round += 1) {
      // Spread over the lives without chance, so that a failure comes again.
      const deaths = [1, 5, 7].map((stride) => kills[(round * 11 * stride + 3 * stride) % kills.length]!);
      await noted.in(`at ${JSON.stringify(deaths)}`, play({ kills: deaths }));
    }
    expect(noted.losses).toEqual([]);
  });

  it(
    'where an approval wakes the worker, whenever that tidies up after its last life',
    patience,
    async () => {
      const play = await rehearse(flow);
      const noted = noteLosses();
      for (let recoversAfter = 0; recoversAfter < 60; recoversAfter += 6) {
        await noted.in(
          `tidying up after ${recoversAfter} turns`,
          play({ recoversAfter, readsFor: 'a minute' }),
        );
      }
      expect(noted.losses).toEqual([]);
    },
  );
});

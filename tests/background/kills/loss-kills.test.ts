import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { installBrowser } from '../../adapters/browser/fake-browser';
import { killsOf } from './life';
import { noteLosses } from './losses';
import type { Flow, LostDisk, Manner } from './rehearse';

// As in the kills with a store that stays.
installBrowser({});
const { rehearse } = await import('./rehearse');
const flows = await import('./loss-flows');
await import('../../../src/protocol/rpc-params');

const patience = { timeout: 120_000 };

/** Plays it with each of these deaths, and says where what was wrong. */
async function lossesIn(flow: Flow, manner: Manner, places: RegExp): Promise<readonly string[]> {
  const play = await rehearse(flow);
  const { lost, ...plain } = manner;
  const [calls = []] = await play(lost?.when === 'before' ? manner : plain);
  const kills = killsOf(calls).filter((kill) => places.test(calls[kill.call]!));
  expect(kills.length).toBeGreaterThan(10);
  const noted = noteLosses();
  for (const kill of kills) {
    const where = `right ${kill.side} ${calls[kill.call]} (call ${kill.call})`;
    await noted.in(where, play({ ...manner, kills: [kill] }));
  }
  return noted.losses;
}

/** What finds out that something is gone, and brings it back. */
const ofCopy = /^(local[.]|store[.](write|compareCopy)|keyHolder[.]set)/;

// The second copy outlives the store; the worker that finds that out may die over it as over anything else.
describe.each<{ flow: Flow; what: LostDisk['what'] }>([
  { flow: flows.cleared, what: 'the store' },
  { flow: flows.clearedWhileLocked, what: 'the store' },
  { flow: flows.wentBack, what: 'what came since' },
  { flow: flows.wentBackUnderAPage, what: 'what came since' },
  { flow: flows.wentBackWithoutASecret, what: 'what came since' },
])('$flow.name', ({ flow, what }) => {
  it('and comes back, wherever the worker dies (SEC-9, SEC-24)', patience, async () => {
    const lost = { what, when: 'before' } as const;
    expect(await lossesIn(flow, { lost }, ofCopy)).toEqual([]);
  });
});

/** Where the disk, the copy or a page has more afterwards than before. */
const changes = /^(local[.](set|remove)|store[.]write|postMessage)$/;

// What was acknowledged before is in the copy: at whatever moment the store is lost, nobody is refused for that.
describe.each([flows.connectAndSign, flows.reconnectAndSign, flows.endAndAsk])('$name', (flow) => {
  it.each<LostDisk['what']>(['the store', 'what came since'])(
    'and %s is lost while the worker is dead (SEC-9, SEC-24)',
    patience,
    async (what) => {
      const lost = { what, when: 'at the first death' } as const;
      expect(await lossesIn(flow, { lost }, changes)).toEqual([]);
    },
  );
});

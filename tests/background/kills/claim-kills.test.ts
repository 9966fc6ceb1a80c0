import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { installBrowser } from '../../adapters/browser/fake-browser';
import { isGlance, killsOf, type Kill } from './life';
import { noteLosses } from './losses';
import type { Flow } from './rehearse';

// As in the kills with no relay chosen.
installBrowser({});
const { rehearse } = await import('./rehearse');
const flows = await import('./claim-flows');
await import('../../../src/protocol/rpc-params');

const relays = 3;
const patience = { timeout: 120_000 };

/** What is asked for because relays are chosen; and the key, which all of it is for. */
const ofClaims = /^(relays|coordinations|coordinationKeys|keystore)[.]|: (putClaims|putOwnDevice)$/;

/**
 * Where a claim is made for the first time, every call from the press of the button to the session is a place to die; in the other
 * flows, those that are their own. Of what goes before and after, which dies without relays too, there are some.
 */
type Path = 'every call' | { readonly from: string; readonly every?: number };

function killsOn(path: Path, calls: readonly string[]): readonly Kill[] {
  const isWhole = path === 'every call';
  const first = isWhole ? calls.indexOf('relays.createDevice') - 10 : calls.indexOf(path.from);
  const last = isWhole
    ? calls.indexOf('pages.refresh', first)
    : calls.findLastIndex((name) => ofClaims.test(name));
  expect(first).toBeGreaterThan(0);
  return killsOf(calls).filter(({ call }) => {
    if (call < first || call > last) return call % 20 === 0;
    return isWhole || (!isGlance(calls[call]!) && call % (path.every ?? 1) === 0);
  });
}

const { connectAndClaim, connectOnceTheyAreBack, connectAndTakeOver, reconnectAndTakeOver } = flows;
const { signAfterARead, signAtOnce, heardAndTakenBack, heardAndLeft } = flows;

// Kill there, wake, go on, with relays that outlive the worker. What must hold at each step stands in `one-active.ts`.
describe.each<{ flow: Flow; path: Path }>([
  { flow: connectAndClaim, path: 'every call' },
  { flow: connectOnceTheyAreBack, path: { from: 'relays.publish' } },
  { flow: signAfterARead, path: { from: 'relays.read' } },
  { flow: connectAndTakeOver, path: { from: 'coordinations.isPhraseTyped' } },
  // From there on as the connect, but for what waits for the session.
  { flow: reconnectAndTakeOver, path: { from: 'coordinations.isPhraseTyped', every: 2 } },
])('$flow.name', ({ flow, path }) => {
  it('wherever the worker dies (SEC-22, SEC-29)', patience, async () => {
    const play = await rehearse(flow, relays);
    const [calls = []] = await play();
    const kills = killsOn(path, calls);
    expect(kills.length).toBeGreaterThan(30);
    const noted = noteLosses();
    for (const kill of kills) {
      await noted.in(`right ${kill.side} ${calls[kill.call]} (call ${kill.call})`, play({ kills: [kill] }));
    }
    expect(noted.losses).toEqual([]);
  });

  it('where it dies again, and where an approval wakes it (SEC-22, SEC-29)', patience, async () => {
    const play = await rehearse(flow, relays);
    const [calls = []] = await play();
    const kills = killsOn(path, calls);
    const noted = noteLosses();
    for (let round = 0; round < 4; round += 1) {
      // Spread over the lives without chance, so that a failure comes again.
      const deaths = [1, 5, 7].map((stride) => kills[(round * 11 * stride + 3 * stride) % kills.length]!);
      await noted.in(`at ${JSON.stringify(deaths)}`, play({ kills: deaths }));
      const recoversAfter = round * 16;
      const woken = play({ recoversAfter, readsFor: 'a minute' });
      await noted.in(`tidying up after ${recoversAfter} turns`, woken);
    }
    expect(noted.losses).toEqual([]);
  });
});

// The claim of the other device is one more thing that comes at any moment.
describe.each([
  { flow: heardAndTakenBack, plain: signAfterARead, offset: 0 },
  { flow: heardAndLeft, plain: signAtOnce, offset: 3 },
])('$flow.name', ({ flow, plain, offset }) => {
  it('whenever it is heard (SEC-29, SEC-31)', patience, async () => {
    const play = await rehearse(flow, relays);
    const calls = await callsOf(plain);
    const noted = noteLosses();
    // Both flows together come at every third call, and what lies between is mostly a step of a transaction.
    for (let claimedAt = offset; claimedAt < calls.length; claimedAt += 6) {
      await noted.in(`claimed at ${claimedAt}`, play({ claimedAt }));
    }
    expect(noted.losses).toEqual([]);
  });

  it('wherever the worker dies over it (SEC-22, SEC-29, SEC-31)', patience, async () => {
    const play = await rehearse(flow, relays);
    const calls = await callsOf(plain);
    const noted = noteLosses();
    const isSigning = calls.indexOf('keystore.signMessage');
    // While nobody has decided yet, right before the key is used, and while it is.
    const moments = [calls.indexOf('relays.watch') + 1, isSigning - 12, isSigning + 1];
    for (const [position, claimedAt] of moments.entries()) {
      expect(claimedAt).toBeGreaterThan(0);
      const [heard = []] = await play({ claimedAt });
      const own = killsOf(heard)
        .filter(({ call }) => call >= claimedAt && !isGlance(heard[call]!))
        .slice(0, 60);
      for (const kill of own.filter((_, index) => index % 4 === position)) {
        const where = `claimed at ${claimedAt}, right ${kill.side} ${heard[kill.call]} (call ${kill.call})`;
        await noted.in(where, play({ claimedAt, kills: [kill] }));
      }
    }
    expect(noted.losses).toEqual([]);
  });
});

async function callsOf(flow: Flow): Promise<readonly string[]> {
  const play = await rehearse(flow, relays);
  const [calls = []] = await play();
  return calls;
}

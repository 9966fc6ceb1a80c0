import type { Claim } from '../../../src/core/claim';
import { highestNumber } from '../../../src/core/epoch';
import { day, hour, minute, second, type Millis } from '../../../src/core/units';
import { device as deviceOf } from '../claim-fixture';
import { start } from '../session-fixture';
import { createDevice, type Shared, type SimulatedDevice } from './device';
import { createRandom, type Random } from './random';
import { createRelay, type SimulatedRelay } from './relay';
import { productRules, type Breach, type Rules } from './rules';
import { createTimeline } from './timeline';

export interface History {
  readonly found: ReadonlySet<Breach>;
  readonly isBound: boolean;
  readonly counts: Shared['counts'];
}

const graces: readonly Millis[] = [0, 10 * minute, hour, 24 * hour];

/**
 * One history, the same for the same seed: 2 to 8 devices of one account and 1 to 5 relays, up to some weeks. In three
 * of four, no more relays are hostile than the quorum bears, and they are in every quorum, since each device is cut off
 * from as many honest relays as it can do without. In the others, any relay may lie or be wiped, and a thief may have
 * the coordination key.
 */
export function liveHistory(seed: number, rules: Rules = productRules): History {
  const random = createRandom(seed);
  const timeline = createTimeline();
  const count = random.between(1, 5);
  const { hostile } = productRules.quorumOf(count);
  const isBound = random.chance(0.75);
  const liars = isBound ? hostile : random.between(0, count);
  const relays = Array.from({ length: count }, (_, index) => createRelay(index < liars, random));
  const shared: Shared = {
    timeline,
    random,
    rules,
    relays,
    isBound,
    written: [],
    found: new Set(),
    isHealed: false,
    counts: { signatures: 0, claims: 0, reads: 0, longestOverlap: 0 },
  };
  const grace = random.pick(graces);
  const devices = Array.from({ length: random.between(2, 8) }, (_, index) =>
    createDevice(index, grace, shared),
  );
  const honest = relays.slice(liars);
  const spare = count - productRules.quorumOf(count).size;
  for (const device of devices) device.reachAllBut(random.shuffled(honest).slice(0, spare));
  const hasThief = !isBound && random.chance(0.5);
  for (let step = random.between(30, 120); step > 0; step -= 1) {
    timeline.runUntil(timeline.now() + pauseBetween(random));
    happen(random, devices, honest, spare);
    if (!isBound && random.chance(0.03)) random.pick(relays).wipe();
    if (hasThief && random.chance(0.05)) steal(random, relays, timeline.now());
  }
  heal(shared, devices);
  return { found: shared.found, isBound, counts: shared.counts };
}

/** Mostly moments, sometimes up to 30 days. */
function pauseBetween(random: Random): Millis {
  const kind = random.next();
  if (kind < 0.45) return random.between(0, 5 * second);
  if (kind < 0.75) return random.between(0, 2 * minute);
  if (kind < 0.9) return random.between(0, 20 * minute);
  if (kind < 0.98) return random.between(0, 30 * hour);
  return random.between(0, 30 * day);
}

function happen(
  random: Random,
  devices: readonly SimulatedDevice[],
  honest: readonly SimulatedRelay[],
  spare: number,
): void {
  const device = random.pick(devices);
  const kind = random.next();
  if (kind < 0.45) for (const each of devices) each.sign();
  else if (kind < 0.6) device.claim(random.pick(['none', 'word', 'word', 'phrase']));
  else if (kind < 0.66) {
    // Two at once.
    device.claim('word');
    random.pick(devices).claim('word');
  } else if (kind < 0.74) device.setOnline(random.chance(0.6));
  else if (kind < 0.84) device.reachAllBut(random.shuffled(honest).slice(0, spare));
  else if (kind < 0.89) random.shuffled(honest)[0]?.setDown(random.chance(0.4));
  else if (kind < 0.94) device.restartWorker();
  else if (kind < 0.97) device.setClock(random.between(-48 * 60, 48 * 60) * minute);
  else if (kind < 0.98) device.setClock(-random.between(0, 120) * second);
  else device.read(() => undefined);
}

/** Somebody with the coordination key claims whatever can be claimed without the phrase. */
function steal(random: Random, relays: readonly SimulatedRelay[], now: Millis): void {
  const claim: Claim = {
    id: `thief-${random.next()}`,
    device: deviceOf('f'),
    epoch: { generation: 0, counter: random.pick([1, 50, 1_000_000, highestNumber - 1, highestNumber]) },
    at: start + now + random.pick([0, day, 3_650 * day]),
    saidAt: start + now + 3_650 * day,
  };
  for (const relay of relays) if (random.chance(0.7)) relay.write(claim);
}

/** Everything is well again: one round must do for all to agree, and the owner must get in. */
function heal(shared: Shared, devices: readonly SimulatedDevice[]): void {
  const { timeline, random, relays, found } = shared;
  timeline.runOut();
  shared.isHealed = true;
  for (const relay of relays) relay.heal();
  for (const device of devices) {
    device.setOnline(true);
    device.reachAllBut([]);
    device.publishKept();
  }
  const views = (): ReadonlySet<string> => new Set(devices.map((device) => device.view()));
  const readAll = (): void => {
    for (const device of devices) device.read(() => undefined);
    timeline.runOut();
  };
  readAll();
  if (views().size > 1) found.add('disagreement');
  const chosen = random.pick(devices);
  if (chosen.state() !== 'active') chosen.claim('phrase');
  timeline.runOut();
  readAll();
  const others = devices.filter((device) => device !== chosen);
  const isAlone = others.every((device) => device.state() !== 'active' && device.state() !== 'stale');
  if (chosen.state() !== 'active' || !isAlone) found.add('locked-out');
}

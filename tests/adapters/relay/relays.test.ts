import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startRelay } from '../../../scripts/relay.mjs';
import type { ClaimsRead } from '../../../src/services/ports';
import { day } from '../../../src/core/units';
import { eventOf, newDevice, seal } from './claim-event-fixture';
import { createRelays } from '../../../src/adapters/relay/relays';
import { address, device, hasty, openSocket, placeOf, startRelays, whenever } from './relay-fixture';

const keys = newDevice();

function countersOf({ claims }: ClaimsRead): readonly number[] {
  return claims.map(({ claim }) => claim.epoch.counter).toSorted((one, other) => one - other);
}

/** An address where nobody listens. */
async function deadRelay(): Promise<{ url: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return { url: `ws://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}` };
}

describe('the relays, real ones', { timeout: 60_000 }, () => {
  it('carry a claim from one device to another', async () => {
    await using relays = await startRelays(1);
    using one = device();
    using other = device();
    const event = await seal(keys, 3);
    expect(await one.publish(relays.place, event)).toEqual({ isQuorum: true, accepted: 1 });
    const read = await other.read(relays.place, []);
    expect(read).toMatchObject({
      isQuorum: true,
      answered: 1,
      claims: [{ event, claim: { epoch: { counter: 3 } } }],
    });
  });

  it("have one event of each device: a newer claim takes the older one's place (SEC-27)", async () => {
    await using relays = await startRelays(3);
    using one = device();
    const first = await seal(keys, 1);
    await one.publish(relays.place, first);
    await one.publish(relays.place, await seal(keys, 5, { previous: first }));
    await one.publish(relays.place, await seal(newDevice(), 2));
    expect(countersOf(await one.read(relays.place, []))).toEqual([2, 5]);
  });

  it('answer with nothing where there is nothing', async () => {
    await using relays = await startRelays(5);
    using one = device();
    expect(await one.read(relays.place, [])).toEqual({ claims: [], isQuorum: true, answered: 5 });
  });

  it.each([
    // relays, down, quorum
    [1, 1, false],
    [3, 1, true],
    [3, 2, false],
    [5, 1, true],
    [5, 2, false],
  ])('of which %i are chosen and %i are down make a quorum: %s (SEC-30)', async (count, down, isQuorum) => {
    await using relays = await startRelays(count);
    for (const relay of relays.all.slice(0, down)) await relay.stop();
    using one = device();
    const written = await one.publish(relays.place, await seal(keys, 1));
    expect(written.isQuorum).toBe(isQuorum);
    const read = await one.read(relays.place, []);
    expect(read).toMatchObject({ isQuorum, answered: count - down });
    // What one relay alone says is seen all the same (SEC-29).
    expect(countersOf(read)).toEqual(count > down ? [1] : []);
    expect((await one.health(relays.place.relays)).map(({ isReachable }) => isReachable)).toEqual(
      Array.from({ length: count }, (_, index) => index >= down),
    );
  });

  it('are asked for a quorum of themselves only: none of none is one', async () => {
    using one = device();
    expect(await one.read(placeOf([]), [])).toEqual({ claims: [], isQuorum: true, answered: 0 });
    expect(await one.publish(placeOf([]), await seal(keys, 1))).toEqual({ isQuorum: true, accepted: 0 });
  });

  it('get what they lack at the next read, after one was wiped', async () => {
    await using relays = await startRelays(3);
    using one = device();
    const event = await seal(keys, 4);
    const waiting = whenever();
    const [wiped] = relays.all;
    for (const relay of relays.all) await one.publish(placeOf([relay]), event);
    wiped?.events.wipe();
    using watching = device();
    watching.watch(placeOf(relays.all.slice(0, 1)), () => {
      waiting.look();
    });
    await one.read(relays.place, [event]);
    await waiting.until(() => wiped?.events.all().length === 1);
    expect(wiped?.events.all()).toEqual([eventOf(event)]);
    expect((await one.health(relays.place.relays)).map(({ isAgreeing }) => isAgreeing)).toContain(false);
    await one.read(relays.place, [event]);
    expect((await one.health(relays.place.relays)).map(({ isAgreeing }) => isAgreeing)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('do not get back what is older than what they have', async () => {
    await using relays = await startRelays(1);
    using one = device();
    const older = await seal(keys, 4);
    const newer = await seal(keys, 5, { previous: older });
    await one.publish(relays.place, newer);
    const read = await one.read(relays.place, [older]);
    expect(countersOf(read)).toEqual([5]);
    expect(relays.all[0]?.events.all()).toEqual([eventOf(newer)]);
  });

  it('that were down get it as soon as they are back', async () => {
    const dead = await deadRelay();
    const port = Number(new URL(dead.url).port);
    await using relays = await startRelays(2);
    using one = device();
    const event = await seal(keys, 6);
    const place = placeOf([...relays.all, dead]);
    expect(await one.publish(place, event)).toEqual({ isQuorum: true, accepted: 2 });
    const late = await startRelay(port);
    const waiting = whenever();
    using watching = device();
    watching.watch(placeOf([late]), () => {
      waiting.look();
    });
    await waiting.until(() => late.events.all().length === 1);
    await late.stop();
  });

  it('tell of a claim while they are watched, and no more afterwards', async () => {
    await using relays = await startRelays(3);
    using one = device();
    using other = device();
    const waiting = whenever();
    const heard: number[] = [];
    const watch = other.watch(relays.place, ({ claim }) => {
      heard.push(claim.epoch.counter);
      waiting.look();
    });
    const first = await seal(keys, 1);
    await one.publish(relays.place, first);
    await waiting.until(() => heard.length >= 3);
    watch.stop();
    const second = await seal(keys, 2, { previous: first });
    await one.publish(relays.place, second);
    await other.read(relays.place, []);
    expect(heard.filter((counter) => counter === 2)).toEqual([]);
  });

  it('are watched again after the connection was lost', async () => {
    await using relays = await startRelays(1);
    using one = device();
    const waiting = whenever();
    let heard = 0;
    one.watch(relays.place, () => {
      heard += 1;
      waiting.look();
    });
    using other = device();
    await other.publish(relays.place, await seal(keys, 1));
    await waiting.until(() => heard === 1);
    const [relay] = relays.all;
    relay?.disconnect();
    await waiting.until(() => heard === 2);
    expect(heard).toBe(2);
  });

  it('are left when there is nothing to know: no connection stays', async () => {
    await using relays = await startRelays(3);
    using one = device();
    await one.publish(relays.place, await seal(keys, 1));
    await one.read(relays.place, []);
    await Promise.all(relays.all.map((relay) => relay.whenLeft()));
    expect(relays.all.map((relay) => relay.connections())).toEqual([0, 0, 0]);
    expect((await one.health(relays.place.relays)).map(({ isReachable }) => isReachable)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('are asked over one connection each, also right after an earlier one was closed', async () => {
    await using relays = await startRelays(1);
    using one = device({ ...hasty, idle: 60_000 });
    await one.read(relays.place, []);
    one.close();
    await one.read(relays.place, []);
    await one.publish(relays.place, await seal(keys, 1));
    await one.read(relays.place, []);
    expect(relays.all[0]?.accepted()).toBe(2);
  });

  it('are tried again where the browser would not even open a socket', async () => {
    await using relays = await startRelays(1);
    let refusals = 1;
    const one = createRelays((relay) => {
      refusals -= 1;
      if (refusals >= 0) throw new DOMException('Refused', 'SecurityError');
      return openSocket(relay);
    }, hasty);
    expect(await one.read(relays.place, [])).toMatchObject({ isQuorum: false });
    expect(await one.read(relays.place, [])).toMatchObject({ isQuorum: true });
    one.close();
  });

  it('take the claim of a device whose clock is a day ahead', async () => {
    await using relays = await startRelays(1);
    using one = device();
    const event = await seal(keys, 1, { now: Date.now() + day });
    expect(await one.publish(relays.place, event)).toEqual({ isQuorum: true, accepted: 1 });
  });

  it('that refuse an event are no quorum, and their words are kept', async () => {
    await using relays = await startRelays(1);
    using one = device();
    const event = await seal(keys, 1, { now: Date.now() + 3 * day });
    expect(await one.publish(relays.place, event)).toEqual({ isQuorum: false, accepted: 0 });
    const [health] = await one.health(relays.place.relays);
    expect(health?.refusal).toBe('invalid: created_at is too far in the future');
  });

  it('can be tried: reachable and keeping, or not reachable', async () => {
    await using relays = await startRelays(1);
    using one = device();
    expect(await one.try(address(relays.all[0]?.url ?? ''))).toMatchObject({
      isReachable: true,
      isKeeping: true,
    });
    expect(await one.try(address((await deadRelay()).url))).toEqual({ isReachable: false });
  });

  it('make each device another key pair', async () => {
    using one = device();
    const pairs = [await one.createDevice(), await one.createDevice()];
    expect(new Set(pairs.flatMap(({ key, secret }) => [key, secret])).size).toBe(4);
  });
});

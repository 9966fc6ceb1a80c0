import { createServer } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { usualPatience } from '../../../src/adapters/relay/patience';
import { highestNumber } from '../../../src/core/epoch';
import type { RelayFault } from '../../../src/core/relay-fault';
import type { RelayHealth } from '../../../src/core/relay-health';
import type { ClaimsRead, Relays } from '../../../src/services/ports';
import { claimOf, eventOf, forge, newDevice, seal } from './claim-event-fixture';
import { createRelays } from '../../../src/adapters/relay/relays';
import { epoch } from '../../core/claim-fixture';
import {
  address,
  answerWith,
  device,
  hasty,
  impatient,
  openSocket,
  placeOf,
  startHostile,
  startRelays,
  whenever,
  type Hostility,
} from './relay-fixture';

const keys = newDevice();
const older = await seal(keys, 4);
const newer = await seal(keys, 5, { previous: older });
const inflated = await forge(keys, { claim: claimOf(keys, 1, { epoch: epoch(1, 1) }) });
const future = await forge(keys, { content: (honest) => ({ ...honest, version: 7 }) });

function highest({ claims }: ClaimsRead): number {
  return Math.max(0, ...claims.map(({ claim }) => claim.epoch.counter));
}

async function droppedBy(relays: Relays, url: string): Promise<Partial<Record<RelayFault, number>>> {
  return (await relays.health([address(url)]))[0]?.dropped ?? {};
}

describe('hostile relays', { timeout: 60_000 }, () => {
  it.each<[string, Hostility]>([
    ['withhold', { asked: (tools, name) => answerWith(tools, name, []) }],
    ['replay an older claim', { asked: (tools, name) => answerWith(tools, name, [eventOf(older)]) }],
    [
      'reorder and duplicate',
      {
        asked: (tools, name) =>
          answerWith(tools, name, [newer, older, newer, older, older, newer].map(eventOf)),
      },
    ],
    ['say that they store, and do not', { given: (tools, { id }) => tools.send(['OK', id, true, '']) }],
    [
      'delete what they stored',
      { asked: (tools, name) => (tools.events.wipe(), answerWith(tools, name, [])) },
    ],
    ['close when they are asked', { asked: (tools) => tools.close() }],
    ['refuse to answer', { asked: (tools, name) => tools.send(['CLOSED', name, 'blocked: not here']) }],
    [
      'end before they begin',
      { asked: (tools, name, honest) => (answerWith(tools, name, []), answerWith(tools, name, honest)) },
    ],
    [
      'speak of what was not asked',
      { asked: (tools, name, honest) => answerWith(tools, `${name}x`, honest) },
    ],
  ])('two of five that %s do not mislead (SEC-30)', async (deed, hostility) => {
    const patience = deed === 'speak of what was not asked' ? impatient : hasty;
    await using honest = await startRelays(3);
    await using one = await startHostile(hostility);
    await using two = await startHostile(hostility);
    const place = placeOf([...honest.all, one, two]);
    using writer = device();
    await writer.publish(place, older);
    await writer.publish(place, newer);
    using reader = device(patience);
    expect(highest(await reader.read(place, []))).toBe(5);
  });

  it('that tell one device this and another one that do not mislead either of them', async () => {
    let asked = 0;
    const equivocate: Hostility = {
      asked(tools, name, honest) {
        asked += 1;
        answerWith(tools, name, asked % 2 === 0 ? honest : [eventOf(older)]);
      },
    };
    await using honest = await startRelays(3);
    await using one = await startHostile(equivocate);
    await using two = await startHostile(equivocate);
    const place = placeOf([one, two, ...honest.all]);
    using writer = device();
    await writer.publish(place, newer);
    using reader = device();
    for (let times = 0; times < 4; times += 1) expect(highest(await reader.read(place, []))).toBe(5);
  });

  it('that take the write and hide it from a read are caught by the relay that both share', async () => {
    // The writer reaches both liars and two honest relays; the reader both liars and the other two.
    const lie: Hostility = { asked: (tools, name) => answerWith(tools, name, []) };
    await using honest = await startRelays(3);
    await using one = await startHostile(lie);
    await using two = await startHostile(lie);
    const [first, shared, last] = honest.all;
    using writer = device();
    const liars = [one, two];
    for (const relay of [first, shared, ...liars]) {
      if (relay !== undefined) await writer.publish(placeOf([relay]), newer);
    }
    await first?.stop();
    using reader = device();
    const place = placeOf([...liars, ...[first, shared, last].flatMap((relay) => relay ?? [])]);
    const read = await reader.read(place, []);
    expect(read).toMatchObject({ isQuorum: true, answered: 4 });
    expect(highest(read)).toBe(5);
  });

  it('that hang are no answer: what hangs never counts into a quorum (SEC-30)', async () => {
    await using honest = await startRelays(1);
    await using one = await startHostile({ asked: () => undefined, given: () => undefined });
    const place = placeOf([...honest.all, one]);
    using relays = device(impatient);
    expect(await relays.publish(place, newer)).toEqual({ isQuorum: false, accepted: 1 });
    const read = await relays.read(place, []);
    expect(read).toMatchObject({ isQuorum: false, answered: 1 });
    expect(highest(read)).toBe(5);
  });

  it('that hang in the middle of an answer are no answer, but what they sent was seen (SEC-29)', async () => {
    await using one = await startHostile({
      asked: (tools, name) => tools.send(['EVENT', name, eventOf(newer)]),
    });
    using relays = device(impatient);
    const read = await relays.read(placeOf([one]), []);
    expect(read).toMatchObject({ isQuorum: false, answered: 0 });
    expect(highest(read)).toBe(5);
  });

  it.each<[string, Hostility['asked'], { isReachable: boolean; refusal?: string }]>([
    ['hangs', () => undefined, { isReachable: false }],
    ['closes', (tools) => tools.close(), { isReachable: false }],
    [
      'refuses',
      (tools, name) => tools.send(['CLOSED', name, 'busy']),
      { isReachable: true, refusal: 'busy' },
    ],
    [
      'has more than it is asked for',
      (tools, name) =>
        answerWith(
          tools,
          name,
          Array.from({ length: 300 }, () => eventOf(older)),
        ),
      { isReachable: true },
    ],
  ])('one that answers once and then %s does not go on as if it had answered', async (_, then, expected) => {
    let asked = 0;
    await using one = await startHostile({
      asked(tools, name, honest) {
        asked += 1;
        if (asked === 1) answerWith(tools, name, honest);
        else then?.(tools, name, honest);
      },
    });
    const told = whenever();
    let changes = 0;
    const relays = createRelays(openSocket, impatient, () => {
      changes += 1;
      told.look();
    });
    const place = placeOf([one]);
    await relays.publish(place, newer);
    expect(await relays.read(place, [])).toMatchObject({ isQuorum: true });
    expect(await relays.health(place.relays)).toMatchObject([{ isReachable: true, isAgreeing: true }]);
    await told.until(() => changes > 0);
    changes = 0;
    expect(await relays.read(place, [])).toMatchObject({ isQuorum: false });
    expect(await relays.health(place.relays)).toMatchObject([
      { ...expected, latency: null, isAgreeing: null },
    ]);
    await told.until(() => changes > 0);
    relays.close();
  });

  it('one that is quiet when the others have answered is told of when its time is up', async () => {
    await using honest = await startRelays(4);
    await using one = await startHostile({ asked: () => undefined });
    const place = placeOf([...honest.all, one]);
    const told = whenever();
    let quiet: RelayHealth | undefined;
    const relays = createRelays(openSocket, impatient, () => {
      void relays.health(place.relays).then((health) => {
        quiet = health.at(-1);
        told.look();
      });
    });
    expect(await relays.read(place, [])).toMatchObject({ isQuorum: true, answered: 4 });
    expect((await relays.health(place.relays)).at(-1)).toMatchObject({ isReachable: null });
    await told.until(() => quiet?.isReachable === false);
    relays.close();
  });

  it('that redirect are not followed', async () => {
    await using honest = await startRelays(1);
    const target = honest.all[0]?.url ?? '';
    const server = createServer().on('upgrade', (_, socket) => {
      socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target}\r\n\r\n`);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    using relays = device();
    const url = `ws://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
    expect(await relays.read(placeOf([{ url }]), [])).toMatchObject({ isQuorum: false });
    expect((await relays.health([address(url)]))[0]?.isReachable).toBe(false);
    server.close();
  });

  it('that never open a connection are given up', async () => {
    const server = createServer().on('upgrade', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    using relays = device(impatient);
    const url = `ws://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
    expect(await relays.read(placeOf([{ url }]), [])).toMatchObject({ isQuorum: false });
    server.closeAllConnections();
    server.close();
  });
});

describe('what a relay sends that is no claim', { timeout: 60_000 }, () => {
  it.each<[string, RelayFault, (name: string) => unknown[]]>([
    ['garbage', 'malformed', () => ['no JSON']],
    ['bytes', 'malformed', () => [new Uint8Array([1, 2, 3])]],
    ['JSON that is no message', 'malformed', () => ['{"a":1}']],
    ['a message of another protocol', 'malformed', () => ['["HELLO","x"]']],
    ['a message without a name', 'malformed', () => ['["EVENT",7,{}]']],
    ['JSON nested a thousandfold', 'malformed', () => ['['.repeat(4_000)]],
    [
      'a frame that is too large',
      'oversized',
      (name) => [JSON.stringify(['EVENT', name, 'x'.repeat(20_000)])],
    ],
    [
      'a truncated event',
      'malformed',
      (name) => [JSON.stringify(['EVENT', name, eventOf(newer)]).slice(0, -9)],
    ],
    [
      'a mis-signed event',
      'bad-signature',
      (name) => [JSON.stringify(['EVENT', name, { ...eventOf(newer), sig: '1'.repeat(128) }])],
    ],
    [
      'a forged event',
      'bad-hash',
      (name) => [JSON.stringify(['EVENT', name, { ...eventOf(newer), created_at: 9 }])],
    ],
    [
      'an event of somebody else',
      'wrong-author',
      (name) => [JSON.stringify(['EVENT', name, { ...eventOf(newer), pubkey: keys.key }])],
    ],
    ['a later version', 'unknown-version', (name) => [JSON.stringify(['EVENT', name, future])]],
    ['a generation without proof', 'bad-generation', (name) => [JSON.stringify(['EVENT', name, inflated])]],
  ])('%s is dropped and counted, and changes nothing', async (_, fault, frames) => {
    await using one = await startHostile({
      asked(tools, name, honest) {
        for (const frame of frames(name)) tools.sendText(frame as string | Uint8Array);
        answerWith(tools, name, honest);
      },
    });
    one.events.upsert(eventOf(newer));
    using relays = device();
    const read = await relays.read(placeOf([one]), []);
    expect(read).toMatchObject({ isQuorum: true, answered: 1 });
    expect(read.claims).toHaveLength(1);
    expect(await droppedBy(relays, one.url)).toEqual({ [fault]: 1 });
  });

  it("is the relay's own fault only up to a number: then it is left alone", async () => {
    await using one = await startHostile({
      asked: (tools, name) =>
        answerWith(
          tools,
          name,
          Array.from({ length: 100 }, () => ({ id: name })),
        ),
    });
    using relays = device();
    expect(await relays.read(placeOf([one]), [])).toMatchObject({ isQuorum: false, answered: 0 });
    expect(await droppedBy(relays, one.url)).toEqual({ malformed: usualPatience.frame.faults + 1 });
    // It is not even asked.
    expect(await relays.read(placeOf([one]), [])).toMatchObject({ isQuorum: false });
    expect(await droppedBy(relays, one.url)).toEqual({ malformed: usualPatience.frame.faults + 1 });
  });

  it("is not the relay's fault where the account itself signed it: later versions do not silence a relay", async () => {
    const many = await Promise.all(
      Array.from({ length: 40 }, () =>
        forge(newDevice(), { content: (honest) => ({ ...honest, version: 2 }) }),
      ),
    );
    await using one = await startHostile({
      asked: (tools, name) => answerWith(tools, name, [...many, eventOf(newer)]),
    });
    using relays = device();
    const read = await relays.read(placeOf([one]), []);
    expect(read).toMatchObject({ isQuorum: true });
    expect(highest(read)).toBe(5);
    expect(await droppedBy(relays, one.url)).toEqual({ 'unknown-version': 40 });
  });

  it('is cut off when it is a flood of 10,000 events, and the others are heard', async () => {
    await using honest = await startRelays(3);
    const frame = (name: string): string => JSON.stringify(['EVENT', name, eventOf(older)]);
    await using one = await startHostile({
      asked(tools, name) {
        for (let sent = 0; sent < 10_000; sent += 1) tools.sendText(frame(name));
      },
    });
    const place = placeOf([...honest.all, one]);
    using relays = device();
    await relays.publish(placeOf(honest.all), newer);
    const read = await relays.read(place, []);
    expect(read).toMatchObject({ isQuorum: true, answered: 3 });
    expect(highest(read)).toBe(5);
    expect(await droppedBy(relays, one.url)).toEqual({ flood: 1 });
    expect((await relays.health(place.relays)).map(({ isAgreeing }) => isAgreeing)).toEqual([
      true,
      true,
      true,
      null,
    ]);
  });

  it('is no full answer where it is as long as was asked for: what is left out is not known (SEC-30)', async () => {
    const lengths: number[] = [];
    await using one = await startHostile({
      asked(tools, name) {
        const many = Array.from({ length: lengths.length === 0 ? 300 : 150 }, () => eventOf(older));
        lengths.push(many.length);
        answerWith(tools, name, many);
      },
    });
    using relays = device();
    const read = await relays.read(placeOf([one]), []);
    expect(read).toMatchObject({ isQuorum: false, answered: 0 });
    expect(highest(read)).toBe(4);
    expect(await relays.read(placeOf([one]), [])).toMatchObject({ isQuorum: true });
    expect(lengths).toEqual([300, 150]);
  });

  it('does not reach a watch, which hears what comes after it', async () => {
    const waiting = whenever();
    const heard: number[] = [];
    await using one = await startHostile({
      asked(tools, name) {
        answerWith(tools, name, [eventOf(older), inflated, { ...eventOf(newer), sig: '1'.repeat(128) }]);
        tools.send(['EVENT', name, eventOf(newer)]);
      },
    });
    using relays = device(hasty);
    relays.watch(placeOf([one]), ({ claim }) => {
      heard.push(claim.epoch.counter);
      waiting.look();
    });
    await waiting.until(() => heard.includes(5));
    expect(heard).toEqual([4, 5]);
  });

  it('cannot drive the epoch of a claim: no relay has a key (SEC-27)', async () => {
    const raised = { ...eventOf(newer), content: eventOf(await seal(keys, highestNumber)).content };
    await using one = await startHostile({ asked: (tools, name) => answerWith(tools, name, [raised]) });
    using relays = device();
    expect(highest(await relays.read(placeOf([one]), []))).toBe(0);
    expect(await droppedBy(relays, one.url)).toEqual({ 'bad-hash': 1 });
  });
});

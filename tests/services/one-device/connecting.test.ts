import { describe, expect, it } from 'vitest';
import { compareEpochs, highestNumber } from '../../../src/core/epoch';
import { keyOf } from '../../../src/core/session';
import { second } from '../../../src/core/units';
import { connectSite } from '../../../src/services/connect-site';
import { endOneSession } from '../../../src/services/end-session';
import { reconnectLost } from '../../../src/services/reconnect';
import { claim } from '../../core/claim-fixture';
import { origin } from '../../core/session-fixture';
import { noRelays } from '../no-relays';
import { makeRelayNet } from '../relay-net';
import {
  coordinationFor,
  makeConnected,
  makeDevice,
  makePair,
  password,
  wrongPassword,
} from '../relay-world';
import { accountA, accountB, connectRequest, makeWorld } from '../world';

describe('SEC-32: with no relay chosen', () => {
  it('a connection and a signature ask no relay, and claim nothing', async () => {
    const net = makeRelayNet();
    const device = await makeDevice(net, 'a');
    expect(await device.connect()).toEqual({ ok: true, value: null });
    expect(await device.sign()).toMatchObject({ ok: true });
    expect(net.asked).toEqual([]);
    expect(device.claims()).toBeUndefined();
    expect(device.store.rows().ownDevice).toBeNull();
  });

  it('not even a key of this device is made', async () => {
    // Every call of the ports for relays throws here.
    const world = await makeWorld(noRelays());
    await world.ask(connectRequest);
    const [request] = await world.held();
    const grant = { accounts: [accountA], chain: 1, term: { kind: 'profile-default' } } as const;
    expect(await connectSite(world.ports, request!.id, grant)).toMatchObject({ ok: true });
  });
});

describe('connecting', () => {
  it('claims the account on every relay, and again asks them only when a minute has passed', async () => {
    const net = makeRelayNet();
    const { a, pass } = await makePair(net);
    expect(await a.connect([accountA, accountB])).toEqual({ ok: true, value: null });
    for (const position of [0, 1, 2]) {
      expect(net.claimsOn(position)).toMatchObject([
        { device: { name: 'Chrome on Linux' }, epoch: { generation: 0, counter: 1 } },
        { device: { name: 'Chrome on Linux' }, epoch: { generation: 0, counter: 1 } },
      ]);
    }
    expect(a.claims()).toMatchObject({ record: { own: { isWritten: true } }, takenOver: null });
    expect(await a.journal()).toContain('account-claimed');
    net.asked.length = 0;
    await endOneSession(a.ports, a.key, 'ended-by-you');
    pass(59 * second);
    expect(await a.connect([accountA])).toMatchObject({ ok: true });
    expect(net.asked).toEqual([]);
    await endOneSession(a.ports, a.key, 'ended-by-you');
    pass(second);
    expect(await a.connect([accountA])).toMatchObject({ ok: true });
    expect(net.asked).toEqual(['read']);
  });

  it('SEC-31: what is active elsewhere is said with the name of that device, and nothing is changed', async () => {
    const net = makeRelayNet();
    const { b } = await makeConnected(net);
    const before = net.claimsOn(0);
    expect(await b.connect()).toEqual({
      ok: false,
      fault: 'active-elsewhere',
      devices: [
        { name: 'Chrome on Linux', browser: 'Chrome', system: 'Linux', lastSeenAt: expect.any(Number) },
      ],
    });
    expect(await b.session()).toBeNull();
    expect(b.told.answers).toEqual([]);
    expect(net.claimsOn(0)).toEqual(before);
    expect(b.claims()).toMatchObject({ record: { own: { claimId: null } } });
    expect(await b.journal()).not.toContain('account-claimed');
  });

  it('SEC-31: with the password it is taken over, by a claim right above', async () => {
    const net = makeRelayNet();
    const { b } = await makeConnected(net);
    await b.connect();
    expect(await b.answerConnect([accountA], password)).toEqual({ ok: true, value: null });
    expect(await b.session()).toMatchObject({ end: null, accounts: [accountA] });
    expect(b.told.answers).toMatchObject([{ answer: { ok: true, value: [accountA] } }]);
    expect(b.claims()).toMatchObject({ record: { memory: { mark: { generation: 0, counter: 2 } } } });
    const [event] = (await b.ports.store.read((reads) => reads.journal(200, null))).items
      .map((entry) => entry.event)
      .filter(({ kind }) => kind === 'account-claimed');
    expect(event).toEqual({ kind: 'account-claimed', account: accountA, from: 'Chrome on Linux' });
  });

  it('SEC-31: a wrong password takes nothing over, and counts as an attempt', async () => {
    const net = makeRelayNet();
    const { b } = await makeConnected(net);
    await b.connect();
    const before = net.claimsOn(0);
    net.asked.length = 0;
    expect(await b.answerConnect([accountA], wrongPassword)).toMatchObject({ fault: 'wrong-password' });
    expect(b.store.rows().unlockAttempts.failed).toBe(1);
    expect(net.asked).toEqual([]);
    expect(net.claimsOn(0)).toEqual(before);
    expect(await b.session()).toBeNull();
    expect(await b.held()).toMatchObject([{ stage: { step: 'waiting' } }]);
    expect(await b.answerConnect([accountA], password)).toMatchObject({ ok: true });
  });

  it('SEC-31: a takeover by reconnecting asks for the password', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net);
    await b.connect([accountA], password);
    pass(60 * second);
    expect(await a.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect(await a.reconnect(null, true)).toMatchObject({ fault: 'password-needed' });
    expect(await a.reconnect(wrongPassword, true)).toMatchObject({ fault: 'wrong-password' });
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
    expect(a.claims()).toMatchObject({ record: { memory: { mark: { counter: 2 } } } });
  });

  it('the relays are away: nothing opens, and nothing is claimed', async () => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    net.setDown(2);
    expect(await a.connect()).toEqual({ ok: false, fault: 'relays-away', since: null });
    expect(await a.session()).toBeNull();
    expect(net.claimsOn(2)).toEqual([]);
    net.setDown(1);
    expect(await a.answerConnect()).toMatchObject({ ok: true });
  });
});

describe('taking up everything again after the store was lost', () => {
  it('leaves what another device holds by now to its own question', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    const place = { ...(await a.session())!, origin: origin('https://other.example') };
    const other = { ...place, id: 'e'.repeat(32), key: keyOf(place), accounts: [accountB] };
    const end = { reason: 'storage-lost', at: place.openedAt, limit: null, device: null } as const;
    await a.ports.store.write(async (writes) => {
      await writes.putSession({ ...(await writes.session(a.key))!, end });
      await writes.putSession({ ...other, end });
      await writes.putSettings({ ...(await writes.settings()), profile: 'trusted' });
    });
    await b.connect([accountA], password);
    pass(60 * second);
    expect(await reconnectLost(a.ports)).toEqual({ ok: true, value: { reconnected: 1 } });
    expect(await a.session()).toMatchObject({ end: { reason: 'storage-lost' } });
    expect(await a.ports.store.session(other.key)).toMatchObject({ end: null, accounts: [accountB] });
    expect(await reconnectLost(a.ports)).toEqual({ ok: true, value: { reconnected: 0 } });
  });
});

describe('a claim that no quorum takes', () => {
  it.each([3, 2])('opens nothing where %i of 3 relays refuse it', async (full) => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    net.setFull(full);
    expect(await a.connect()).toMatchObject({ ok: false, fault: 'relays-away' });
    expect(await a.session()).toBeNull();
    expect(a.told.answers).toEqual([]);
    expect(a.claims()).toMatchObject({ record: { own: { isWritten: false } } });
  });

  it('is written again once they take it: no second one is made', async () => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    net.setFull(2);
    await a.connect();
    const made = a.claims()?.record.own.claimId;
    expect(made).toEqual(expect.any(String));
    net.setFull(0);
    expect(await a.answerConnect()).toMatchObject({ ok: true });
    for (const position of [0, 1, 2]) {
      expect(net.claimsOn(position)).toMatchObject([{ id: made, epoch: { counter: 1 } }]);
    }
    expect((await a.journal()).filter((kind) => kind === 'account-claimed')).toHaveLength(1);
  });

  it('is written again over a new life of the worker', async () => {
    const net = makeRelayNet();
    const { a, pass } = await makePair(net);
    net.setFull(3);
    await a.connect();
    const made = a.claims()?.record.own.claimId;
    a.restartWorker();
    pass(60 * second);
    net.setFull(0);
    expect(await a.answerConnect()).toMatchObject({ ok: true });
    expect(net.claimsOn(0)).toMatchObject([{ id: made }]);
  });
});

describe('SEC-27: a counter at its end', () => {
  const last = { generation: 0, counter: highestNumber };

  it('is passed by the recovery phrase only, whose generation stands above it', async () => {
    const net = makeRelayNet();
    const { a, b } = await makePair(net);
    net.inject(coordinationFor(accountA), claim('c', highestNumber, { epoch: last }));
    expect(await a.connect()).toMatchObject({ fault: 'active-elsewhere', devices: [{ name: 'Device c' }] });
    expect(await a.answerConnect([accountA], password)).toEqual({ ok: false, fault: 'claim-needs-phrase' });
    expect(await a.session()).toBeNull();
    expect(a.claims()?.record.own.claimId).toBeNull();
    await a.ports.coordinations.notePhrase();
    expect(await a.answerConnect([accountA], password)).toEqual({ ok: true, value: null });
    const mark = a.claims()?.record.memory.mark ?? null;
    expect(mark).toEqual({ generation: 1, counter: 1 });
    expect(compareEpochs(mark, last)).toBeGreaterThan(0);
    // The others need no phrase to go on from there: the proof of the generation lies with the claim.
    expect(await b.connect()).toMatchObject({
      fault: 'active-elsewhere',
      devices: [{ name: 'Chrome on Linux' }],
    });
    expect(await b.answerConnect([accountA], password)).toEqual({ ok: true, value: null });
    expect(b.claims()).toMatchObject({ record: { memory: { mark: { generation: 1, counter: 2 } } } });
  });

  it('takes more than the phrase: the password is asked for as ever', async () => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    net.inject(coordinationFor(accountA), claim('c', highestNumber, { epoch: last }));
    await a.ports.coordinations.notePhrase();
    expect(await a.connect()).toMatchObject({ fault: 'active-elsewhere' });
    expect(a.claims()?.record.own.claimId).toBeNull();
  });
});

it('one relay of one is a quorum', async () => {
  const net = makeRelayNet(1);
  const { a, b } = await makePair(net);
  expect(await a.connect()).toMatchObject({ ok: true });
  expect(await b.connect()).toMatchObject({ fault: 'active-elsewhere' });
});

import { describe, expect, it } from 'vitest';
import { noteClaims } from '../../../src/core/claim';
import { usualGrace } from '../../../src/core/decide-claim';
import { hour, minute, second, type Millis } from '../../../src/core/units';
import { checkClaims } from '../../../src/services/check-claims';
import { commit } from '../../../src/services/now';
import { readClaims } from '../../../src/services/read-claims';
import { endOneSession } from '../../../src/services/end-session';
import { claim } from '../../core/claim-fixture';
import { makeRelayNet } from '../relay-net';
import { makeConnected, makePair, password, type Device } from '../relay-world';
import { accountA, accountB, connectRequest, signRequest } from '../world';

let revived = 0;

/** Whatever ended it, the session is live again, as if a write had brought it back. */
async function revive({ store, key }: Device): Promise<void> {
  const session = await store.session(key);
  if (session === null) throw new Error('There is no session');
  await store.write(async (writes) => {
    revived += 1;
    await writes.putSession({ ...session, id: String(revived).padStart(32, 'f'), end: null });
    for (const request of await writes.requests()) await writes.deleteRequest(request.id);
  });
}

describe('SEC-29: a device that has seen a higher claim', () => {
  async function takenOver() {
    const pair = await makeConnected(makeRelayNet());
    await pair.b.connect([accountA], password);
    pair.pass(minute);
    await checkClaims(pair.a.ports);
    return pair;
  }

  it('signs nothing, even where a session of the account were live', async () => {
    const { a } = await takenOver();
    await revive(a);
    expect(await a.sign()).toMatchObject({
      ok: false,
      fault: 'active-elsewhere',
      devices: [{ name: 'Firefox on Linux' }],
    });
    expect(a.told.signed).toEqual([]);
  });

  it('signs nothing after the relays were wiped, nor after the worker died, nor after both', async () => {
    const { net, a, pass } = await takenOver();
    net.wipe();
    for (const again of [() => {}, () => a.restartWorker(), () => net.wipe(), () => a.restartWorker()]) {
      again();
      await revive(a);
      pass(minute);
      expect(await a.sign()).toMatchObject({ fault: 'active-elsewhere' });
    }
    expect(a.told.signed).toEqual([]);
  });

  it('SEC-8: signs nothing where the claim is noted after the relays were looked at', async () => {
    const { a } = await makeConnected(makeRelayNet());
    await a.ask(signRequest());
    const { store } = a;
    const write: typeof store.write = store.write.bind(store);
    // The first write of the approval is the intent row.
    store.write = async (work) => {
      store.write = write;
      await write(async (writes) => {
        const known = await writes.claims(accountA);
        const { record } = known!;
        const memory = noteClaims(record.memory, [claim('c', 7)], a.ports.clock.read().wall);
        await writes.putClaims({ ...known!, record: { ...record, memory } });
      });
      return write(work);
    };
    expect(await a.approve()).toMatchObject({ fault: 'active-elsewhere', devices: [{ name: 'Device c' }] });
    expect(a.told.signed).toEqual([]);
  });

  it('is let into no session by a password alone, whatever the relays still have', async () => {
    const { net, a, pass } = await takenOver();
    net.wipe();
    a.restartWorker();
    pass(minute);
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
  });

  it('ends a session that another kind of window left live, without a read', async () => {
    const { net, a } = await takenOver();
    await revive(a);
    net.asked.length = 0;
    await checkClaims(a.ports);
    expect(await a.session()).toMatchObject({
      end: { reason: 'taken-over', device: { name: 'Firefox on Linux' } },
    });
    expect(net.asked).toEqual([]);
  });

  it('signs again once its person has taken the account back, and the other one does not', async () => {
    const { a, b, pass } = await takenOver();
    expect(await a.reconnect(password, true)).toMatchObject({ ok: true });
    expect(await a.sign()).toMatchObject({ ok: true });
    pass(minute);
    expect(await b.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect([a.told.signed, b.told.signed]).toEqual([['0x6869'], []]);
  });

  it('gives wiped relays what it knows: a third device hears of the highest claim', async () => {
    const { net, a } = await takenOver();
    const highest = net.claimsOn(0).find(({ epoch }) => epoch.counter === 2);
    net.wipe();
    const [account] = a.store.rows().accounts;
    await readClaims(a.ports, account!);
    expect(net.claimsOn(0)).toContainEqual(highest);
  });
});

describe('SEC-30: before a signature', () => {
  it('relays that were read less than a minute ago are not asked again: the bound that is promised', async () => {
    const { net, a, b, pass } = await makeConnected(makeRelayNet());
    await b.connect([accountA], password);
    pass(minute - 1);
    net.asked.length = 0;
    expect(await a.sign()).toEqual({ ok: true, value: null });
    expect(net.asked).toEqual([]);
  });

  it('they are read after a minute: what another device holds by now is refused, and its session over', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    await b.connect([accountA], password);
    pass(minute);
    expect(await a.sign()).toMatchObject({
      ok: false,
      fault: 'active-elsewhere',
      devices: [{ name: 'Firefox on Linux' }],
    });
    expect(a.told.signed).toEqual([]);
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
    expect(a.told.answers.filter(({ answer }) => !answer.ok)).toEqual([]);
  });

  it('a read that is not too old does where this device is still the active one', async () => {
    const { net, a, pass } = await makeConnected(makeRelayNet());
    pass(minute);
    net.asked.length = 0;
    expect(await a.sign()).toMatchObject({ ok: true });
    expect(await a.sign()).toMatchObject({ ok: true });
    expect(net.asked).toEqual(['read']);
  });

  it('a transaction is asked for like a message', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    await a.ask({
      kind: 'act',
      method: 'eth_sendTransaction',
      ask: {
        kind: 'transaction',
        transaction: {
          from: accountA,
          to: accountB,
          value: '0x0',
          data: '0x',
          gas: null,
          maxFeePerGas: null,
          maxPriorityFeePerGas: null,
          nonce: null,
          chain: null,
        },
      },
    });
    await b.connect([accountA], password);
    pass(minute);
    expect(await a.approve()).toMatchObject({ fault: 'active-elsewhere' });
    expect(a.told.signed).toEqual([]);
    expect(a.told.broadcast).toEqual([]);
  });
});

describe('SEC-30: while no quorum of the relays answers', () => {
  async function away(relayGrace: Millis = usualGrace) {
    const pair = await makeConnected(makeRelayNet());
    const { ports } = pair.a;
    await commit(ports, async (writes) => writes.putSettings({ ...(await writes.settings()), relayGrace }));
    pair.net.setDown(2);
    return { ...pair, readAt: pair.a.claims()?.record.readAt };
  }

  it.each([
    ['0, by policy', 0, minute],
    ['10 minutes', usualGrace, usualGrace],
    ['24 hours, by policy', 24 * hour, 24 * hour],
  ])('signing goes on for %s after the last read, and no longer', async (_, grace, lasts) => {
    const { a, pass, readAt } = await away(grace);
    pass(lasts - 1);
    expect(await a.sign()).toEqual({ ok: true, value: null });
    pass(1);
    expect(await a.sign()).toEqual({ ok: false, fault: 'relays-away', since: readAt });
    expect(a.told.signed).toHaveLength(1);
    expect(await a.session()).toMatchObject({ end: null });
  });

  it('what waits goes on waiting, and is signed once they are back', async () => {
    const { net, a, pass } = await away();
    pass(usualGrace);
    expect(await a.sign()).toMatchObject({ fault: 'relays-away' });
    net.setDown(1);
    expect(await a.approve()).toEqual({ ok: true, value: null });
    expect(a.told.signed).toEqual(['0x6869']);
  });

  it('the grace counts from the last quorum, not from the last try', async () => {
    const { a, pass } = await away();
    for (let passed = 2 * minute; passed < usualGrace; passed += 2 * minute) {
      pass(2 * minute);
      expect(await a.sign()).toMatchObject({ ok: true });
    }
    pass(2 * minute);
    expect(await a.sign()).toMatchObject({ fault: 'relays-away' });
  });

  it('a new connection is let in within the grace, for the device that holds the account only', async () => {
    const { a, b, pass } = await away();
    await endOneSession(a.ports, a.key, 'ended-by-you');
    pass(usualGrace - 1);
    expect(await a.connect()).toEqual({ ok: true, value: null });
    expect(await b.connect()).toMatchObject({ fault: 'relays-away' });
    expect(await b.answerConnect([accountA], password)).toMatchObject({ fault: 'relays-away' });
    expect(await b.session()).toBeNull();
    await endOneSession(a.ports, a.key, 'ended-by-you');
    pass(1);
    expect(await a.connect()).toMatchObject({ fault: 'relays-away' });
    expect(await a.session()).toMatchObject({ end: { reason: 'ended-by-you' } });
  });

  it('SEC-29: a claim on the one relay that answers counts all the same', async () => {
    const { net, a, b, pass } = await makeConnected(makeRelayNet());
    await b.connect([accountA], password);
    net.setDown(2);
    pass(minute);
    expect(await a.sign()).toMatchObject({ ok: false });
    expect(a.told.signed).toEqual([]);
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
  });
});

describe('SEC-29: two devices with claims of one epoch', () => {
  /** The relays hide A's claim from B, and then no longer. */
  async function tied() {
    const net = makeRelayNet();
    const pair = await makeConnected(net);
    net.setWithholding(true);
    expect(await pair.b.connect()).toMatchObject({ ok: true });
    net.setWithholding(false);
    expect(net.claimsOn(0).map(({ epoch }) => epoch.counter)).toEqual([1, 1]);
    pair.pass(minute);
    return pair;
  }

  it('neither signs, and the sessions of both end', async () => {
    const { a, b } = await tied();
    expect(await a.sign()).toMatchObject({ fault: 'active-elsewhere', devices: [{ browser: 'Firefox' }] });
    expect(await b.sign()).toMatchObject({ fault: 'active-elsewhere', devices: [{ browser: 'Chrome' }] });
    await Promise.all([a, b].map(revive));
    expect(await a.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect(await b.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect([a.told.signed, b.told.signed]).toEqual([[], []]);
  });

  it('goes on with the one that claims again', async () => {
    const { a, b, pass } = await tied();
    await Promise.all([a, b].map(({ ports }) => checkClaims(ports)));
    expect(await b.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
    expect(await b.reconnect(password, true)).toEqual({ ok: true, value: null });
    pass(minute);
    expect(await b.sign()).toMatchObject({ ok: true });
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
    expect(a.told.signed).toEqual([]);
  });

  it('of two that connect at the same moment at most one is let in', async () => {
    const { a, b } = await makePair(makeRelayNet());
    const outcomes = await Promise.all([a.connect(), b.connect()]);
    expect(outcomes.filter(({ ok }) => ok).length).toBeLessThan(2);
  });
});

describe('SEC-20: a clock that was set back', () => {
  it('makes the last read unknown, also when its moment comes a second time', async () => {
    const { net, a } = await makeConnected(makeRelayNet());
    const before = a.claims()?.record.readAt;
    expect(before).toEqual(expect.any(Number));
    a.pass(-10 * minute);
    await a.ask(connectRequest);
    expect(await a.session()).toMatchObject({ end: { reason: 'clock-changed' } });
    expect(a.claims()?.record.readAt).toBeNull();
    net.setDown(2);
    a.pass(10 * minute + 30 * second);
    expect(await a.reconnect(password)).toEqual({ ok: false, fault: 'relays-away', since: null });
    net.setDown(0);
    expect(await a.reconnect(password)).toMatchObject({ ok: true });
  });

  it('takes no epoch away: what was seen stays seen (SEC-29)', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    a.pass(-hour);
    await a.ask(signRequest());
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
  });
});

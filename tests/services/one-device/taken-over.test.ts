import { describe, expect, it, vi } from 'vitest';
import { second } from '../../../src/core/units';
import { changeRelays } from '../../../src/services/change-relays';
import { checkClaims, createClaimWatch, quietLimit } from '../../../src/services/check-claims';
import { viewStandings } from '../../../src/background/device-views';
import { claim } from '../../core/claim-fixture';
import { makeRelayNet } from '../relay-net';
import { coordinationFor, makeConnected, makePair, password, type Device } from '../relay-world';
import { accountA, accountB, signRequest } from '../world';

const minute = 60 * second;

/** What stood in the device's store after each of its writes from now on. */
function watchStore({ store, key }: Device) {
  const stood: { counter: number | undefined; end: string | null }[] = [];
  const write: typeof store.write = store.write.bind(store);
  store.write = async (work) => {
    const result = await write(work);
    const { claims, sessions } = store.rows();
    const counter = claims.get(accountA)?.record.memory.mark?.counter;
    stood.push({ counter, end: sessions.get(key)?.end?.reason ?? null });
    return result;
  };
  return stood;
}

describe('SEC-31: an account that another device took over', () => {
  it('ends its session with the name of that device and the moment, in the write that notes the claim', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    pass(30 * second);
    const { wall } = b.ports.clock.read();
    await b.connect([accountA], password);
    pass(30 * second);
    const stood = watchStore(a);
    await checkClaims(a.ports);
    expect(await a.session()).toMatchObject({
      accounts: [accountA],
      end: { reason: 'taken-over', device: { name: 'Firefox on Linux', at: wall } },
    });
    expect(a.claims()).toMatchObject({
      takenOver: { device: { name: 'Firefox on Linux', browser: 'Firefox', system: 'Linux' }, at: wall },
    });
    expect(stood).toContainEqual({ counter: 2, end: 'taken-over' });
    expect(stood).not.toContainEqual({ counter: 2, end: null });
    expect(await a.journal()).toEqual(expect.arrayContaining(['account-taken-over', 'session-ended']));
  });

  it('is told to its pages and its person', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    expect(a.told.refreshed).toContainEqual([a.key]);
    expect(a.told.notices).toMatchObject([
      { kind: 'session-ended', session: { end: { reason: 'taken-over' } } },
    ]);
  });

  it('leaves what waited waiting: taken back, it is shown again and answered', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    await a.ask(signRequest());
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    expect((await a.held()).map(({ stage }) => stage.step)).toContain('waiting');
    expect(await a.reconnect(null)).toMatchObject({
      fault: 'active-elsewhere',
      devices: [{ name: 'Firefox on Linux' }],
    });
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
    expect(await a.reconnect(password, true)).toEqual({ ok: true, value: null });
    expect(a.claims()).toMatchObject({ takenOver: null });
    expect(await a.approve()).toEqual({ ok: true, value: null });
    expect(a.told.signed).toEqual(['0x6869']);
    // The other one is told in its turn.
    pass(minute);
    await checkClaims(b.ports);
    expect(await b.session()).toMatchObject({
      end: { reason: 'taken-over', device: { name: 'Chrome on Linux' } },
    });
  });

  it('is read once a minute at most, and only where a session is live', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net);
    net.asked.length = 0;
    pass(minute - 1);
    await checkClaims(a.ports);
    await checkClaims(b.ports);
    expect(net.asked).toEqual([]);
    pass(1);
    await checkClaims(a.ports);
    await checkClaims(b.ports);
    expect(net.asked).toEqual(['read']);
  });
});

describe('an alarm', () => {
  it('reads once in five minutes, which is no reason to listen where nothing is new', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net);
    const told: string[] = [];
    a.ports.attention.changed = (topics) => void told.push(...topics);
    net.asked.length = 0;
    pass(5 * minute - 1);
    await checkClaims(a.ports, quietLimit);
    expect(net.asked).toEqual([]);
    pass(1);
    await checkClaims(a.ports, quietLimit);
    expect(net.asked).toEqual(['read']);
    expect(told).toEqual(['standing', 'overview']);
    await b.connect([accountA], password);
    pass(5 * minute);
    await checkClaims(a.ports, quietLimit);
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
    expect(told).toContain('devices');
  });
});

describe('listening to relays', () => {
  it('ends when it is stopped, and begins anew with the next reason to', async () => {
    const { a } = await makeConnected(makeRelayNet());
    let listening = 0;
    const watch = () => {
      listening += 1;
      return { stop: () => void (listening -= 1) };
    };
    const watching = createClaimWatch({ ...a.ports, relays: { ...a.ports.relays, watch } }, (error) =>
      expect.fail(String(error)),
    );
    await watching.update();
    await watching.update();
    expect(listening).toBe(1);
    watching.stop();
    expect(listening).toBe(0);
    await watching.update();
    expect(listening).toBe(1);
  });
});

describe('a session of several accounts', () => {
  it('loses the one that was taken over, and ends with the last', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet(), [accountA, accountB]);
    expect(await b.connect([accountA], password)).toMatchObject({ ok: true });
    pass(minute);
    await checkClaims(a.ports);
    expect(await a.session()).toMatchObject({ accounts: [accountB], end: null });
    expect(a.told.refreshed).toContainEqual([a.key]);
    expect(a.told.notices).toEqual([]);
    expect(await a.sign(accountB)).toMatchObject({ ok: true });
    await expect(a.ask(signRequest('0x6869', accountA))).rejects.toMatchObject({ code: 4100 });
    await b.ports.store.write((writes) => writes.deleteSession(b.key));
    expect(await b.connect([accountB], password)).toMatchObject({ ok: true });
    pass(minute);
    await checkClaims(a.ports);
    expect(await a.session()).toMatchObject({
      accounts: [accountB, accountA],
      end: { reason: 'taken-over' },
    });
    // What is asked for either of them waits for the session to be taken up again.
    await a.ask(signRequest('0x6869', accountA));
    expect((await a.held()).map(({ stage }) => stage.step)).toContain('waiting');
    expect(await a.reconnect(password, true)).toMatchObject({ ok: true });
    expect(await a.session()).toEqual(expect.objectContaining({ accounts: [accountB, accountA], end: null }));
    expect(await a.session()).not.toHaveProperty('takenAccounts');
  });

  it('refuses what waited for the one that was taken over, and not what waits for the other', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet(), [accountA, accountB]);
    await a.ask(signRequest('0x61', accountA));
    await a.ask(signRequest('0x62', accountB));
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    const signatures = (await a.held()).filter(({ method }) => method === 'personal_sign');
    expect(signatures.map(({ stage }) => stage)).toMatchObject([
      { step: 'answered', answer: { ok: false } },
      { step: 'waiting' },
    ]);
  });

  it('opens for none of them where one is active elsewhere', async () => {
    const { b } = await makeConnected(makeRelayNet(), [accountB]);
    expect(await b.connect([accountA, accountB])).toMatchObject({ fault: 'active-elsewhere' });
    expect(await b.session()).toBeNull();
  });
});

describe('SEC-31: a locked device', () => {
  it('is told, because what opens the claims is kept over a lock', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net);
    a.lock();
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
  });

  it('hears it at once while it listens', async () => {
    const { a, b } = await makeConnected(makeRelayNet());
    a.lock();
    await createClaimWatch(a.ports, notWanted).update();
    await b.connect([accountA], password);
    await vi.waitFor(async () => expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } }));
  });

  it('reads nothing after the browser was started again, until it is unlocked', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net);
    await b.connect([accountA], password);
    a.reopenBrowser();
    pass(minute);
    net.asked.length = 0;
    await checkClaims(a.ports);
    await createClaimWatch(a.ports, notWanted).update();
    expect(net.asked).toEqual([]);
    expect(await viewStandings(a.ports, [accountA])).toEqual([
      { account: accountA, standing: { standing: 'locked' } },
    ]);
    expect(await a.session()).toMatchObject({ end: null });
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
  });
});

describe('listening to the relays', () => {
  it('SEC-31: ends the session as soon as the claim is heard, without a read', async () => {
    const net = makeRelayNet();
    const { a, b } = await makeConnected(net);
    await createClaimWatch(a.ports, notWanted).update();
    await b.connect([accountA], password);
    await vi.waitFor(async () =>
      expect(await a.session()).toMatchObject({
        end: { reason: 'taken-over', device: { name: 'Firefox on Linux' } },
      }),
    );
    expect(a.told.refreshed).toContainEqual([a.key]);
  });

  it('SEC-30: what was heard is no read: it makes nothing fresh', async () => {
    const net = makeRelayNet();
    const { a, pass } = await makeConnected(net);
    await createClaimWatch(a.ports, notWanted).update();
    const before = a.claims()?.record.readAt;
    pass(30 * second);
    net.inject(coordinationFor(accountA), claim('c', 0));
    await vi.waitFor(() => expect(a.claims()?.record.memory.claims).toHaveLength(2));
    expect(a.claims()?.record.readAt).toBe(before);
  });

  it('begins once for each account, however often and however quickly it is asked to', async () => {
    const net = makeRelayNet();
    const { a } = await makeConnected(net, [accountA, accountB]);
    const watch = createClaimWatch(a.ports, notWanted);
    await Promise.all([watch.update(), watch.update()]);
    await watch.update();
    expect(net.listening()).toBe(2);
  });

  it('leaves the account that another device holds, and all when no relay is left', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net, [accountA, accountB]);
    const watch = createClaimWatch(a.ports, notWanted);
    await watch.update();
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    await watch.update();
    expect(net.listening()).toBe(1);
    await changeRelays(a.ports, []);
    await watch.update();
    expect(net.listening()).toBe(0);
  });

  it('SEC-32: listens to nobody where no relay was ever chosen', async () => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    await changeRelays(a.ports, []);
    await a.connect();
    await createClaimWatch(a.ports, notWanted).update();
    expect(net.asked).toEqual([]);
  });
});

function notWanted(error: unknown): void {
  throw error;
}

import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { viewDevices, viewRelays } from '../../../src/background/device-views';
import type { RelayAddress } from '../../../src/core/relay-address';
import { minute, second } from '../../../src/core/units';
import { firstSettings } from '../../../src/core/settings';
import { changeAccounts } from '../../../src/services/change-accounts';
import { changeRelays, followAdministrator } from '../../../src/services/change-relays';
import { connectSite } from '../../../src/services/connect-site';
import { checkClaims } from '../../../src/services/check-claims';
import type { Ports } from '../../../src/services/ports';
import { readAtFirstLook, readClaims } from '../../../src/services/read-claims';
import { renameDevice, thisDevice } from '../../../src/services/this-device';
import { makeRelayNet } from '../relay-net';
import { coordinationFor, makeConnected, makeDevice, makePair, password } from '../relay-world';
import { accountA, accountB } from '../world';

describe('choosing relays', () => {
  it('keeps each of them once, in its canonical form', async () => {
    const { ports, store } = await makeDevice(makeRelayNet(), 'a');
    const chosen = ['wss://Relay.example', 'wss://relay.example/', 'ws://localhost:7000'];
    expect(await changeRelays(ports, chosen)).toEqual({ ok: true, value: null });
    expect(store.rows().settings).toMatchObject({
      relays: ['wss://relay.example/', 'ws://localhost:7000/'],
      areDevicesDecided: true,
    });
  });

  it.each(['http://relay.example', 'ws://relay.example', 'wss://me@relay.example', 'relay', ''])(
    'changes nothing with one that may be none (%s)',
    async (bad) => {
      const { ports, store } = (await makeConnected(makeRelayNet())).a;
      const before = store.rows();
      expect(await changeRelays(ports, ['wss://other.example', bad])).toEqual({
        ok: false,
        fault: 'bad-relay',
      });
      expect(store.rows()).toBe(before);
    },
  );

  it('SEC-30: makes the last read unknown: others are to be asked before the next signature', async () => {
    const net = makeRelayNet();
    const { a } = await makeConnected(net);
    await changeRelays(a.ports, net.addresses.slice(0, 2));
    net.asked.length = 0;
    expect(await a.sign()).toMatchObject({ ok: true });
    expect(net.asked).toEqual(['read', 'publish', 'read']);
    await changeRelays(a.ports, net.addresses);
    net.setDown(2);
    expect(await a.sign()).toEqual({ ok: false, fault: 'relays-away', since: null });
  });

  describe.each([
    ['by the person', (ports: Ports, relays: readonly RelayAddress[]) => changeRelays(ports, relays)],
    [
      'by an administrator',
      (ports: Ports, relays: readonly RelayAddress[]) =>
        followAdministrator({ ...ports, managedRelays: async () => relays }),
    ],
  ])('SEC-30: other relays, chosen %s', (_, choose) => {
    /** A and B know of each other; A holds the account, and its relays are others from then on. */
    async function moved(isFull: boolean) {
      const net = makeRelayNet(6);
      const { a, b, pass } = await makePair(net);
      for (const { ports } of [a, b]) await changeRelays(ports, net.addresses.slice(3));
      await b.connect();
      expect(await a.connect([accountA], password)).toMatchObject({ ok: true });
      net.setFull(isFull ? 3 : 0);
      await choose(a.ports, net.addresses.slice(0, 3));
      return { net, a, pass };
    }

    it('that answer and take nothing have no claim: nothing is signed until they take it', async () => {
      const { net, a, pass } = await moved(true);
      expect(await a.sign()).toMatchObject({ fault: 'relays-away' });
      expect(await viewDevices(a.ports)).toMatchObject({
        accounts: [{ standing: { standing: 'away' } }, {}],
      });
      pass(minute);
      expect(await a.approve()).toMatchObject({ fault: 'relays-away' });
      expect(a.told.signed).toEqual([]);
      net.setFull(0);
      expect(await a.approve()).toMatchObject({ ok: true });
      expect(net.claimsOn(0)).toMatchObject([{ epoch: { counter: 2 } }]);
    });

    it('have the claim before the next signature, without a word: it is the highest', async () => {
      const { net, a } = await moved(false);
      expect(await a.sign()).toMatchObject({ ok: true });
      for (const relay of [0, 1, 2]) {
        expect(net.claimsOn(relay).filter(({ epoch }) => epoch.counter === 2)).toHaveLength(1);
      }
    });

    it('are given it as soon as anybody looks, or the worker is woken for a session', async () => {
      const looked = await moved(false);
      expect(await viewDevices(looked.a.ports)).toMatchObject({
        accounts: [{ standing: { standing: 'here', awaySince: null } }, {}],
      });
      const woken = await moved(false);
      await checkClaims(woken.a.ports);
      expect(woken.a.claims()).toMatchObject({ record: { own: { isWritten: true } } });
      expect(woken.net.asked.slice(-3)).toEqual(['read', 'publish', 'read']);
    });
  });

  it('SEC-30: the same relays once more, or in the hands of an administrator, are no others', async () => {
    const net = makeRelayNet();
    const { a } = await makeConnected(net);
    const before = a.claims();
    await changeRelays(a.ports, net.addresses);
    await followAdministrator({ ...a.ports, managedRelays: async () => net.addresses });
    expect(a.claims()).toEqual(before);
  });

  it('follows an administrator, whose list nobody here changes, until he takes it back', async () => {
    const net = makeRelayNet();
    let managed: typeof net.addresses | null = net.addresses.slice(0, 1);
    const { ports: wired, store } = await makeDevice(net, 'a');
    const ports = { ...wired, managedRelays: async () => managed };
    await followAdministrator(ports);
    expect(store.rows().settings).toMatchObject({ relays: managed, areRelaysManaged: true });
    const before = store.rows();
    expect(await changeRelays(ports, [])).toEqual({ ok: false, fault: 'managed-relays' });
    expect(store.rows().settings).toEqual(before.settings);
    managed = null;
    await followAdministrator(ports);
    expect(await changeRelays(ports, [])).toEqual({ ok: true, value: null });
    expect(store.rows().settings).toMatchObject({ relays: [], areRelaysManaged: false });
  });

  it('tells of a device that uses other relays, as far as the two meet at all', async () => {
    const net = makeRelayNet();
    const { a, b } = await makePair(net);
    await a.connect();
    await b.connect([accountA], password);
    const others = async () => (await viewDevices(a.ports)).accounts[0]?.others;
    await checkClaims(a.ports);
    await readClaims(a.ports, (await a.ports.store.read((reads) => reads.accounts()))[0]!);
    expect(await others()).toMatchObject([{ hasOtherRelays: false }]);
    await changeRelays(a.ports, net.addresses.slice(0, 2));
    expect(await others()).toMatchObject([{ hasOtherRelays: true }]);
  });

  it('of a device that is not active is said again, and the sentence goes away; it takes nothing', async () => {
    const net = makeRelayNet(2);
    const { a, b, pass } = await makePair(net);
    await changeRelays(a.ports, net.addresses.slice(0, 1));
    await a.connect();
    await b.connect([accountA], password);
    const others = async () => (await viewDevices(b.ports)).accounts[0]?.others;
    pass(minute);
    await checkClaims(b.ports);
    expect(await others()).toMatchObject([{ name: 'Chrome on Linux', hasOtherRelays: true }]);
    pass(minute);
    await checkClaims(a.ports);
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
    const before = a.claims()!.record;

    // Locked, it cannot; at the next occasion it does, once.
    await changeRelays(a.ports, net.addresses);
    await renameDevice(a.ports, 'Desk');
    pass(minute);
    net.asked.length = 0;
    await checkClaims(a.ports);
    await checkClaims(a.ports);
    expect(net.asked).toEqual(['read', 'publish']);
    expect(a.claims()!.record.memory.mark).toEqual(before.memory.mark);
    expect(a.claims()!.record.own).toEqual({ ...before.own, isWritten: false });
    expect(await a.reconnect(null)).toMatchObject({ fault: 'active-elsewhere' });

    pass(minute);
    await checkClaims(b.ports);
    expect(await others()).toMatchObject([{ name: 'Desk', hasOtherRelays: false, activeSince: null }]);
    expect((await viewDevices(b.ports)).accounts[0]?.standing).toMatchObject({ standing: 'here' });
    expect(await b.sign()).toMatchObject({ ok: true });
  });

  it('are not told by a device whose profile was copied, and whose copy claims under the same key', async () => {
    const net = makeRelayNet();
    const { a, pass } = await makeConnected(net);
    // The copy has claimed; this one has not read that yet.
    const [mine] = a.claims()!.record.memory.claims;
    const theirs = { ...mine!, id: 'f'.repeat(32), epoch: { generation: 0, counter: 2 } };
    net.inject(coordinationFor(accountA), theirs, Number.MAX_SAFE_INTEGER);
    await renameDevice(a.ports, 'Desk');
    pass(second);
    await checkClaims(a.ports);
    expect(net.claimsOn(0)).toMatchObject([{ id: theirs.id }]);
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
  });

  it('has them read at the first look at their page, and at no further one, whether they answer or not', async () => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    net.setDown(3);
    const { ports } = a;
    await Promise.all([viewRelays(ports), viewRelays(ports)]);
    await vi.waitFor(() => expect(net.asked).toEqual(['read']));
    await viewRelays(ports);
    await readAtFirstLook(ports);
    expect(net.asked).toEqual(['read']);
    // Of others nothing is known yet.
    await changeRelays(ports, net.addresses.slice(1));
    await readAtFirstLook(ports);
    expect(net.asked).toEqual(['read', 'read']);
  });

  it('SEC-32: has none read where none are chosen, and none before the vault was unlocked', async () => {
    const net = makeRelayNet();
    const { a, b } = await makePair(net);
    a.reopenBrowser();
    await readAtFirstLook(a.ports);
    await changeRelays(b.ports, []);
    await readAtFirstLook(b.ports);
    expect(net.asked).toEqual([]);
  });

  it('gives the new ones the claim that the old ones have', async () => {
    const net = makeRelayNet();
    const device = await makeDevice(net, 'a');
    await changeRelays(device.ports, net.addresses.slice(0, 1));
    await device.connect();
    expect(net.claimsOn(1)).toEqual([]);
    await changeRelays(device.ports, net.addresses);
    await device.sign();
    expect(net.claimsOn(1)).toEqual(net.claimsOn(0));
    expect(net.claimsOn(1)).toHaveLength(1);
  });

  it("SEC-25: settings that were lost are nobody's word that this is the only device: nothing is signed", async () => {
    const { a } = await makeConnected(makeRelayNet());
    expect(await a.sign()).toMatchObject({ ok: true });
    await a.store.write((writes) => writes.putSettings(firstSettings));
    expect(await a.sign()).toEqual({ ok: false, fault: 'relays-away', since: null });
    await changeRelays(a.ports, []);
    expect(await a.sign()).toMatchObject({ ok: true });
  });

  it('SEC-29: a device without relays that another one had stopped is stopped all the same', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net);
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    await changeRelays(a.ports, []);
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
  });

  it('SEC-32: taken away again, the device that was active goes on by itself', async () => {
    const net = makeRelayNet();
    const { a, pass } = await makeConnected(net);
    await changeRelays(a.ports, []);
    pass(minute);
    net.asked.length = 0;
    expect(await a.sign()).toMatchObject({ ok: true });
    expect(net.asked).toEqual([]);
  });

  it('chosen while a session is live, the account is claimed before the next signature', async () => {
    const net = makeRelayNet();
    const device = await makeDevice(net, 'a');
    await device.connect();
    await changeRelays(device.ports, net.addresses);
    expect(await device.sign()).toMatchObject({ ok: true });
    expect(net.claimsOn(0)).toMatchObject([{ epoch: { counter: 1 } }]);
  });
});

describe('SEC-29: the accounts that a connected site sees', () => {
  it('are changed for those only that this device holds', async () => {
    const { a, b } = await makeConnected(makeRelayNet(), [accountB]);
    await b.connect([accountA]);
    expect(await changeAccounts(b.ports, b.key, [accountA, accountB])).toMatchObject({
      fault: 'active-elsewhere',
      devices: [{ name: 'Chrome on Linux' }],
    });
    expect(await b.session()).toMatchObject({ accounts: [accountA], end: null });
    expect(await changeAccounts(a.ports, a.key, [accountB])).toMatchObject({ ok: true });
  });

  it('are changed at the site’s own wish in the same way, also where the claim is heard in between', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net, [accountA, accountB]);
    await changeAccounts(a.ports, a.key, [accountB]);
    await a.ask({
      kind: 'edit-accounts',
      method: 'wallet_requestPermissions',
      ask: { kind: 'edit-accounts' },
    });
    const [request] = (await a.held()).filter(({ stage }) => stage.step === 'waiting');
    pass(30 * second);
    await b.connect([accountA], password);
    // Its last read is fresh; the claim is read right after that was looked at.
    const { store } = a;
    const write: typeof store.write = store.write.bind(store);
    store.write = async (work) => {
      store.write = write;
      pass(30 * second);
      await readClaims(a.ports, store.rows().accounts[0]!);
      return write(work);
    };
    const grant = { accounts: [accountA, accountB], chain: 1, term: { kind: 'profile-default' } } as const;
    expect(await connectSite(a.ports, request!.id, grant)).toMatchObject({ fault: 'active-elsewhere' });
    expect(await a.session()).toMatchObject({ accounts: [accountB], end: null });
  });
});

describe('a session of an account that is not in the vault any more', () => {
  it('is taken up again with the others', async () => {
    const { a, pass } = await makeConnected(makeRelayNet(), [accountA, accountB]);
    await a.ports.store.write(async (writes) => {
      const session = await writes.session(a.key);
      const end = { reason: 'idle-limit', at: session!.openedAt, limit: minute, device: null } as const;
      await writes.putSession({ ...session!, end });
      await writes.putAccounts((await writes.accounts()).filter(({ address }) => address === accountB));
      await writes.deleteClaims(accountA);
    });
    pass(minute);
    expect(await a.reconnect(password)).toEqual({ ok: true, value: null });
    expect(await a.session()).toMatchObject({ accounts: [accountB], end: null });
  });

  it('makes the key of a device before the transaction that stores it, which waits for nothing else', async () => {
    const { ports } = await makeDevice(makeRelayNet(), 'a');
    const createDevice = async () => {
      await setTimeout(5);
      return ports.relays.createDevice();
    };
    const slow = { ...ports, relays: { ...ports.relays, createDevice } };
    expect(await thisDevice(slow)).toMatchObject({ name: 'Chrome on Linux' });
  });
});

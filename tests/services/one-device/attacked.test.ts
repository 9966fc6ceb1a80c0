import { describe, expect, it, vi } from 'vitest';
import { createSharedClaims } from '../../../src/adapters/storage/shared-claims';
import { viewDevices } from '../../../src/background/device-views';
import type { Address } from '../../../src/core/address';
import { keyOf } from '../../../src/core/session';
import { firstSettings } from '../../../src/core/settings';
import { hour, minute } from '../../../src/core/units';
import { viewOverview } from '../../../src/background/views';
import { borrowWallet } from '../../../src/services/borrow-wallet';
import { changeRelays } from '../../../src/services/change-relays';
import { checkClaims, createClaimWatch } from '../../../src/services/check-claims';
import { StoreFailed, type Ports } from '../../../src/services/ports';
import { removeAccount } from '../../../src/services/remove-account';
import { schedule } from '../../../src/services/schedule';
import { checkCopy } from '../../../src/services/restore';
import { sayAgain } from '../../../src/services/say-again';
import { disownTakeOver, dismissTakeOver } from '../../../src/services/take-back';
import { makeArea } from '../../adapters/storage/session-area';
import { claim, device } from '../../core/claim-fixture';
import { highestNumber } from '../../../src/core/epoch';
import { origin, session } from '../../core/session-fixture';
import { createFakeStore } from '../fake-store';
import { makeRelayNet } from '../relay-net';
import { coordinationFor, makeConnected, makeDevice, makePair, password } from '../relay-world';
import { accountA, accountB } from '../world';

describe('the private window of Chrome', () => {
  it('goes by what the normal one knows, also where it has not heard of the relays yet', async () => {
    const net = makeRelayNet();
    const { a, b, pass } = await makeConnected(net);
    const hidden = await makeDevice(net, 'a');
    const shared = { sharedClaims: createSharedClaims(makeArea()) };
    Object.assign(hidden.ports, { wallet: 'borrowed', ...shared });
    Object.assign(a.ports, shared);
    // Its settings are those of a while ago: the only device.
    await changeRelays(hidden.ports, []);
    expect(await hidden.connect()).toMatchObject({ ok: true });
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    expect(await hidden.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect(hidden.told.signed).toEqual([]);
  });
});

describe('SEC-29: a private window of Chrome', () => {
  /** One device in both kinds of windows. The private one is connected, and read the relays just now. */
  async function makeBoth(count = 3) {
    const net = makeRelayNet(count);
    const { a, b, pass } = await makePair(net);
    const hidden = await makeDevice(net, 'a');
    const shared = { sharedClaims: createSharedClaims(makeArea()) };
    Object.assign(hidden.ports, { wallet: 'borrowed', ...shared });
    Object.assign(a.ports, shared);
    const copy = async () => {
      const { accounts, settings } = a.store.rows();
      Object.assign(hidden.ports, {
        copy: {
          vault: async () => ({ vault: a.store.rows().vault }),
          open: async () => ({ accounts, settings, networks: [], tokens: [] }),
        },
      });
      await borrowWallet(hidden.ports);
    };
    return { net, a, b, hidden, pass, copy };
  }

  it('signs nothing while the normal one knows that its profile was copied', async () => {
    const { net, a, hidden, copy } = await makeBoth();
    await copy();
    expect(await a.connect()).toMatchObject({ ok: true });
    expect(await hidden.connect()).toMatchObject({ ok: true });
    await createClaimWatch(a.ports, raise).update();
    const [own] = a.claims()!.record.memory.claims;
    const { firstSeenAt: _, isDouble: _double, ...copied } = own!;
    // Its event is older than the own one: no relay keeps it, and the private window never reads it.
    net.inject(coordinationFor(accountA), { ...copied, id: 'f'.repeat(32) });
    await vi.waitFor(() => expect(a.claims()?.record.memory.claims).toMatchObject([{ isDouble: true }]));
    await vi.waitFor(async () => expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } }));
    expect(await hidden.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect(hidden.told.signed).toEqual([]);
  });

  it('SEC-30: reads other relays before it signs under them, however fresh its last read is', async () => {
    const { net, a, b, hidden, copy } = await makeBoth(6);
    const [former, other] = [net.addresses.slice(0, 3), net.addresses.slice(3)];
    await changeRelays(a.ports, former);
    await changeRelays(b.ports, other);
    await copy();
    expect(await a.connect()).toMatchObject({ ok: true });
    expect(await hidden.connect()).toMatchObject({ ok: true });
    await a.store.write(async (writes) =>
      writes.putSettings({ ...(await writes.settings()), relays: other }),
    );
    expect(await b.connect()).toMatchObject({ ok: true });
    await copy();
    expect(await hidden.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect(hidden.told.signed).toEqual([]);
  });

  it('SEC-30: signs nothing where the normal one’s claim is not with the new relays yet', async () => {
    const { net, a, hidden, copy } = await makeBoth(6);
    await changeRelays(a.ports, net.addresses.slice(3));
    await copy();
    expect(await a.connect()).toMatchObject({ ok: true });
    expect(await hidden.connect()).toMatchObject({ ok: true });
    net.setFull(3);
    await changeRelays(a.ports, net.addresses.slice(0, 3));
    await copy();
    expect(await hidden.sign()).toMatchObject({ fault: 'private-window' });
    expect(hidden.told.signed).toEqual([]);
    net.setFull(0);
    expect(await a.sign()).toMatchObject({ ok: true });
    expect(await hidden.approve()).toMatchObject({ ok: true });
  });
});

describe('the list of devices in a private window of Chrome', () => {
  it('ends no session there: both windows are one device', async () => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    const hidden = await makeDevice(net, 'e');
    const shared = { sharedClaims: createSharedClaims(makeArea()) };
    Object.assign(hidden.ports, { wallet: 'borrowed', ...shared });
    Object.assign(a.ports, shared);
    expect(await hidden.connect()).toMatchObject({ ok: true });
    expect(await a.connect()).toMatchObject({ ok: true });
    // The settings follow.
    await changeRelays(hidden.ports, net.addresses);
    const { accounts } = await viewDevices(hidden.ports);
    expect(await hidden.session()).toMatchObject({ end: null });
    expect(accounts[0]).toMatchObject({ standing: { standing: 'here' }, others: [] });
  });
});

describe('the mark on the button in the toolbar', () => {
  it('is there as long as the person has not read of a takeover, also where no session ended by it', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    const marks: boolean[] = [];
    Object.assign(a.ports.attention, {
      showWaiting: (_: number, isTakenOver: boolean) => void marks.push(isTakenOver),
    });
    await a.store.write((writes) => writes.deleteSession(a.key));
    await b.connect([accountA], password);
    pass(minute);
    await viewDevices(a.ports);
    expect(marks.at(-1)).toBe(true);
    await dismissTakeOver(a.ports, accountA);
    expect(marks.at(-1)).toBe(false);
  });
});

describe('an account that was taken over and then removed', () => {
  it('leaves no mark in the toolbar, and is told of no more when it is added again', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    const marks: boolean[] = [];
    Object.assign(a.ports.attention, {
      showWaiting: (_: number, isTakenOver: boolean) => void marks.push(isTakenOver),
    });
    const before = a.store.rows().accounts;
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    expect(marks.at(-1)).toBe(true);
    expect(await removeAccount(a.ports, accountA, password)).toMatchObject({ ok: true });
    expect(marks.at(-1)).toBe(false);
    await a.store.write((writes) => writes.putAccounts(before));
    await schedule(a.ports);
    expect(marks.at(-1)).toBe(false);
    expect((await viewOverview(a.ports)).takenOver).toEqual([]);
  });

  it('leaves none where it left the vault in another way', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    const marks: boolean[] = [];
    Object.assign(a.ports.attention, {
      showWaiting: (_: number, isTakenOver: boolean) => void marks.push(isTakenOver),
    });
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    await a.store.write(async (writes) =>
      writes.putAccounts((await writes.accounts()).filter(({ address }) => address !== accountA)),
    );
    await schedule(a.ports);
    expect(marks.at(-1)).toBe(false);
  });
});

describe('what is left for the private window of Chrome', () => {
  it('is not left where there is none, as in Firefox', async () => {
    const { a } = await makePair(makeRelayNet());
    const area = makeArea();
    Object.assign(a.ports, { sharedClaims: createSharedClaims(area), inPrivate: a.ports });
    expect(await a.connect()).toMatchObject({ ok: true });
    expect(area.items).toEqual({});
  });

  it('SEC-31: pages hear of their end also where it cannot be left', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    await b.connect([accountA], password);
    pass(minute);
    let isFull = false;
    const read = a.ports.relays.read.bind(a.ports.relays);
    Object.assign(a.ports, {
      sharedClaims: {
        get: async () => null,
        put: async () => {
          if (isFull) throw new StoreFailed('failed', 'Full.');
        },
      },
      relays: {
        ...a.ports.relays,
        read: async (...given: Parameters<typeof read>) => {
          isFull = true;
          return read(...given);
        },
      },
    });
    a.told.refreshed.length = 0;
    await expect(checkClaims(a.ports)).rejects.toThrow(StoreFailed);
    expect(await a.session()).toMatchObject({ end: { reason: 'taken-over' } });
    expect(a.told.refreshed).toContainEqual([a.key]);
  });
});

describe('somebody with the coordination key', () => {
  it('fills no row: of the claims of one epoch so many are kept', async () => {
    const net = makeRelayNet();
    const { a, pass } = await makeConnected(net);
    for (let number = 0; number < 300; number += 1) {
      const id = number.toString(16).padStart(32, '0');
      const key = `c${number.toString(16).padStart(63, '0')}`;
      net.inject(coordinationFor(accountA), claim('c', 9, { id, device: { ...device('c'), key } }));
    }
    pass(minute);
    await checkClaims(a.ports);
    const { kept, record } = a.claims()!;
    expect(record.memory.mark).toEqual({ generation: 0, counter: 9 });
    expect(kept.length).toBeLessThanOrEqual(18);
    expect(kept.map(({ id }) => id)).toContain(record.own.claimId);
  });
});

describe('a relay that sends again and again what is known', () => {
  it('makes this device write nothing', async () => {
    const net = makeRelayNet();
    const { a } = await makeConnected(net);
    await createClaimWatch(a.ports, raise).update();
    const again = claim('c', 0);
    net.inject(coordinationFor(accountA), again);
    await vi.waitFor(() => expect(a.claims()?.record.memory.claims).toHaveLength(2));
    let writes = 0;
    const write: typeof a.store.write = a.store.write.bind(a.store);
    a.store.write = (work) => {
      writes += 1;
      return write(work);
    };
    for (let count = 0; count < 50; count += 1) net.inject(coordinationFor(accountA), again);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(writes).toBe(0);
  });
});

describe('an account whose key cannot be opened any more', () => {
  it('hides no takeover of another one', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet(), [accountA, accountB]);
    const { coordinationKeys, coordinations } = a.ports;
    await coordinations.clear();
    Object.assign(a.ports, {
      coordinationKeys: {
        ...coordinationKeys,
        coordination: (...given: Parameters<typeof coordinationKeys.coordination>) => {
          if (given[2].address === accountA) throw new Error('Damaged');
          return coordinationKeys.coordination(...given);
        },
      },
    });
    const watch = createClaimWatch(a.ports, raise);
    await expect(watch.update()).rejects.toThrow('Damaged');
    await b.connect([accountB], password);
    await vi.waitFor(async () => expect(await a.session()).toMatchObject({ accounts: [accountA] }));
    await b.ports.store.write((writes) => writes.deleteSession(b.key));
    expect(await a.ports.coordinations.get(accountB)).not.toBeNull();
    pass(minute);
    await expect(checkClaims(a.ports)).rejects.toThrow('Damaged');
  });

  it('is asked for after the others were read', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet(), [accountA, accountB]);
    await b.connect([accountB], password);
    pass(minute);
    const { coordinations } = a.ports;
    const get = coordinations.get.bind(coordinations);
    Object.assign(a.ports, {
      coordinations: {
        ...coordinations,
        get: (account: Address) =>
          account === accountA ? Promise.reject(new StoreFailed('failed', 'No.')) : get(account),
      },
    });
    await expect(checkClaims(a.ports)).rejects.toThrow(StoreFailed);
    expect(await a.session()).toMatchObject({ accounts: [accountA] });
  });
});

describe('private windows of Firefox', () => {
  it('listen to the relays beside the normal ones only where they have a session', async () => {
    const net = makeRelayNet();
    const { a } = await makeConnected(net);
    const inPrivate: Ports = { ...a.ports, isPrivate: true, wallet: 'shared' };
    const watch = createClaimWatch(inPrivate, raise);
    await watch.update();
    expect(net.listening()).toBe(1);
    await a.store.write((writes) => writes.deleteSession(a.key));
    await watch.update();
    expect(net.listening()).toBe(0);
  });
});

describe('reading', () => {
  it('is done once for all who wait for it', async () => {
    const net = makeRelayNet();
    const { a } = await makePair(net);
    const views = await Promise.all([viewDevices(a.ports), viewDevices(a.ports), viewDevices(a.ports)]);
    expect(views[2]).toMatchObject({ accounts: [{ standing: { standing: 'free' } }, {}] });
    expect(net.asked).toEqual(['read', 'read']);
  });
});

describe('saying again that this device is active', () => {
  it('waits where the proof of its generation was not read back', async () => {
    const net = makeRelayNet();
    const { a, pass } = await makePair(net);
    const last = { generation: 0, counter: highestNumber };
    net.inject(coordinationFor(accountA), claim('c', highestNumber, { epoch: last }));
    await a.connect();
    await a.ports.coordinations.notePhrase();
    const read = a.ports.relays.read.bind(a.ports.relays);
    Object.assign(a.ports, {
      relays: {
        ...a.ports.relays,
        read: async (...given: Parameters<typeof read>) => ({ ...(await read(...given)), claims: [] }),
      },
    });
    expect(await a.answerConnect([accountA], password)).toMatchObject({ ok: true });
    pass(hour);
    const [account] = await a.ports.store.read((reads) => reads.accounts());
    await sayAgain(a.ports, account!);
    expect(a.claims()?.record.memory.mark).toEqual({ generation: 1, counter: 1 });
  });
});

describe('SEC-31: "This wasn’t me"', () => {
  it('ends the sessions of private windows too, where they share the wallet', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    const place = {
      origin: origin('https://hidden.example'),
      topOrigin: null,
      cookieStore: null,
      isPrivate: true,
    };
    const hidden = session({ ...place, key: keyOf(place), accounts: [accountA] });
    const store = createFakeStore();
    const inPrivate: Ports = { ...a.ports, store, isPrivate: true, wallet: 'shared' };
    await store.write((writes) => writes.putSession(hidden));
    Object.assign(a.ports, { inPrivate });
    await b.connect([accountA], password);
    pass(minute);
    await checkClaims(a.ports);
    expect(await disownTakeOver(a.ports, accountA, password)).toMatchObject({ ok: true });
    expect(await store.session(hidden.key)).toMatchObject({ end: { reason: 'ended-by-you' } });
  });
});

describe('SEC-25: what was lost', () => {
  it('of the settings lets no other account act as if there were one device', async () => {
    const { a } = await makeConnected(makeRelayNet());
    await a.store.write(async (writes) => {
      await writes.putSettings(firstSettings);
      await writes.deleteSession(a.key);
    });
    expect(await a.connect([accountB])).toMatchObject({ ok: false, fault: 'relays-away' });
  });

  it('a store that went back in time is no word on when the relays were read', async () => {
    const { a } = await makeConnected(makeRelayNet());
    a.lock();
    a.store.compareCopy = async () => ({ standing: 'store-is-behind', copied: 7 });
    await checkCopy(a.ports);
    expect(a.claims()?.record.readAt).toBeNull();
  });
});

function raise(error: unknown): void {
  throw error;
}

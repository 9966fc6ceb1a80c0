import { describe, expect, it } from 'vitest';
import { viewDevices } from '../../../src/background/device-views';
import { day, minute } from '../../../src/core/units';
import { checkClaims } from '../../../src/services/check-claims';
import {
  activateDevice,
  dismissTakeOver,
  disownTakeOver,
  forgetDevice,
} from '../../../src/services/take-back';
import { renameDevice, thisDevice } from '../../../src/services/this-device';
import { makeRelayNet } from '../relay-net';
import { makeConnected, makeDevice, makePair, password, wrongPassword, type Device } from '../relay-world';
import { accountA, accountB } from '../world';

async function takenOver() {
  const pair = await makeConnected(makeRelayNet());
  await pair.b.connect([accountA], password);
  pair.pass(minute);
  await checkClaims(pair.a.ports);
  return pair;
}

const othersOf = async ({ ports }: Device) => (await viewDevices(ports)).accounts[0]?.others ?? [];

describe('SEC-31: "This wasn’t me"', () => {
  it('takes the account back, and the other device’s sessions end', async () => {
    const { a, b, pass } = await takenOver();
    expect(await disownTakeOver(a.ports, accountA, password)).toEqual({ ok: true, value: { ended: 0 } });
    expect(a.claims()).toMatchObject({ record: { memory: { mark: { counter: 3 } } }, takenOver: null });
    expect(await viewDevices(a.ports)).toMatchObject({ accounts: [{ standing: { standing: 'here' } }, {}] });
    pass(minute);
    await checkClaims(b.ports);
    expect(await b.session()).toMatchObject({ end: { reason: 'taken-over' } });
  });

  it('ends every session of the account here, also one that is live by now', async () => {
    const { a } = await takenOver();
    await a.reconnect(password, true);
    expect(await disownTakeOver(a.ports, accountA, password)).toEqual({ ok: true, value: { ended: 1 } });
    expect(await a.session()).toMatchObject({ end: { reason: 'ended-by-you' } });
    expect(a.told.refreshed.at(-1)).toEqual([a.key]);
  });

  it('changes nothing with a wrong password, which counts as an attempt', async () => {
    const { net, a } = await takenOver();
    const before = [a.claims(), net.claimsOn(0)];
    expect(await disownTakeOver(a.ports, accountA, wrongPassword)).toMatchObject({ fault: 'wrong-password' });
    expect([a.claims(), net.claimsOn(0)]).toEqual(before);
    expect(a.store.rows().unlockAttempts.failed).toBe(1);
  });

  it('changes nothing while the relays are away', async () => {
    const { net, a, pass } = await takenOver();
    pass(minute);
    net.setDown(2);
    expect(await disownTakeOver(a.ports, accountA, password)).toMatchObject({ fault: 'relays-away' });
    expect(a.claims()).toMatchObject({ record: { memory: { mark: { counter: 2 } } } });
  });
});

describe('SEC-31: a take-back that fails half-way', () => {
  /** The other device goes on with the account, and this one says so. */
  async function expectElsewhere({ ports, ...device }: Device) {
    const named = { name: 'Firefox on Linux' };
    expect(await viewDevices(ports)).toMatchObject({
      accounts: [
        {
          standing: { standing: 'elsewhere', devices: [named] },
          others: [{ ...named, activeSince: expect.any(Number) }],
        },
        {},
      ],
    });
    expect(device.claims()?.takenOver).toMatchObject({ device: named });
    expect(await device.reconnect(password)).toMatchObject({ fault: 'active-elsewhere', devices: [named] });
  }

  it('because the relays take nothing leaves the account with the other device', async () => {
    const { net, a, b } = await takenOver();
    net.setFull(3);
    expect(await disownTakeOver(a.ports, accountA, password)).toMatchObject({ fault: 'relays-away' });
    await expectElsewhere(a);
    expect(await b.sign()).toMatchObject({ ok: true });
    net.setFull(0);
    expect(await disownTakeOver(a.ports, accountA, password)).toMatchObject({ ok: true });
    expect(a.claims()?.takenOver).toBeNull();
    expect(await viewDevices(a.ports)).toMatchObject({ accounts: [{ standing: { standing: 'here' } }, {}] });
  });

  it('because the worker dies before it has told the relays does the same', async () => {
    const { a, pass } = await takenOver();
    const publish = a.ports.relays.publish.bind(a.ports.relays);
    a.ports.relays.publish = () => Promise.reject(new Error('The worker dies.'));
    await expect(disownTakeOver(a.ports, accountA, password)).rejects.toThrow('The worker dies.');
    expect(a.claims()).toMatchObject({
      record: { own: { isWritten: false }, memory: { mark: { counter: 3 } } },
    });
    a.restartWorker();
    Object.assign(a.ports.relays, { publish });
    await expectElsewhere(a);
    pass(minute);
    await expectElsewhere(a);
    expect(await disownTakeOver(a.ports, accountA, password)).toMatchObject({ ok: true });
  });
});

describe('what another device took over', () => {
  it('is told until the person has read it, and holds all the same', async () => {
    const { a } = await takenOver();
    expect(a.claims()?.takenOver).not.toBeNull();
    expect(await dismissTakeOver(a.ports, accountA)).toEqual({ ok: true, value: null });
    expect(a.claims()?.takenOver).toBeNull();
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
  });

  it('is not told again by the next read', async () => {
    const { a, pass } = await takenOver();
    await dismissTakeOver(a.ports, accountA);
    pass(minute);
    await viewDevices(a.ports);
    expect(a.claims()?.takenOver).toBeNull();
  });
});

describe('making this the active device', () => {
  it('takes the account over with the password', async () => {
    const { a, b } = await makeConnected(makeRelayNet());
    expect(await activateDevice(b.ports, accountA, wrongPassword)).toMatchObject({ fault: 'wrong-password' });
    expect(await activateDevice(b.ports, accountA, password)).toEqual({ ok: true, value: null });
    a.pass(minute);
    expect(await a.sign()).toMatchObject({ fault: 'active-elsewhere' });
  });

  it('has no meaning where no relay is chosen', async () => {
    const device = await makeDevice(makeRelayNet(), 'a');
    expect(await activateDevice(device.ports, accountA, password)).toEqual({ ok: false, fault: 'no-relays' });
  });

  it('goes on with a new key where this device’s own was lost', async () => {
    const { a, pass } = await makeConnected(makeRelayNet());
    const lost = { secret: '7c'.repeat(32), key: '7d'.repeat(32), name: 'New', since: 1 };
    await a.ports.store.write((writes) => writes.putOwnDevice(lost));
    pass(minute);
    expect(await a.sign()).toMatchObject({ fault: 'active-elsewhere' });
    expect(a.told.signed).toEqual([]);
    expect(await activateDevice(a.ports, accountA, password)).toEqual({ ok: true, value: null });
    expect(await a.reconnect(password)).toMatchObject({ ok: true });
  });
});

describe('the list of devices', () => {
  it('names the others, and which of them is active', async () => {
    const { a, b } = await takenOver();
    expect(await othersOf(a)).toMatchObject([
      { name: 'Firefox on Linux', activeSince: expect.any(Number), isPerhapsThis: false, isLongGone: false },
    ]);
    expect(await othersOf(b)).toMatchObject([{ name: 'Chrome on Linux', activeSince: null }]);
  });

  it('leaves out one that was forgotten, until it claims anew', async () => {
    const { a, b, pass } = await takenOver();
    const [other] = await othersOf(a);
    expect(await forgetDevice(a.ports, accountA, other!.key, false)).toEqual({ ok: true, value: null });
    expect(await othersOf(a)).toEqual([]);
    // It is forgotten in the list only: what it holds it holds.
    expect(await a.reconnect(password)).toMatchObject({ fault: 'active-elsewhere' });
    await a.reconnect(password, true);
    pass(minute);
    await activateDevice(b.ports, accountA, password);
    pass(minute);
    expect(await othersOf(a)).toMatchObject([{ name: 'Firefox on Linux' }]);
  });

  it('merges an earlier installation with this one, which is as old from then on', async () => {
    const net = makeRelayNet();
    const { a, b } = await makePair(net);
    const { since } = await thisDevice(a.ports);
    await a.connect();
    b.pass(day);
    expect((await thisDevice(b.ports)).since).toBe(since + day);
    await b.connect([accountA], password);
    const [other] = await othersOf(b);
    expect(await forgetDevice(b.ports, accountA, other!.key, true)).toMatchObject({ ok: true });
    expect((await thisDevice(b.ports)).since).toBe(since);
    expect(await othersOf(b)).toEqual([]);
  });

  it('merges it for every account that knows it', async () => {
    const { a, b } = await makeConnected(makeRelayNet(), [accountA, accountB]);
    b.pass(day);
    await b.connect([accountA, accountB], password);
    const { key } = await thisDevice(a.ports);
    const others = async () => (await viewDevices(b.ports)).accounts.map((each) => each.others.length);
    expect(await others()).toEqual([1, 1]);
    expect(await forgetDevice(b.ports, accountB, key, true)).toMatchObject({ ok: true });
    expect(await others()).toEqual([0, 0]);
  });

  it('leaves it out for one account only where it is another one', async () => {
    const { a, b } = await makeConnected(makeRelayNet(), [accountA, accountB]);
    await b.connect([accountA, accountB], password);
    const { key } = await thisDevice(a.ports);
    expect(await forgetDevice(b.ports, accountB, key, false)).toMatchObject({ ok: true });
    expect((await viewDevices(b.ports)).accounts.map((each) => each.others.length)).toEqual([1, 0]);
  });

  it('knows nothing of a device that is none', async () => {
    const { a } = await takenOver();
    const before = a.claims();
    expect(await forgetDevice(a.ports, accountA, '9'.repeat(64), true)).toMatchObject({ fault: 'gone' });
    expect(a.claims()).toEqual(before);
  });
});

describe('what another device says of itself', () => {
  it.each([
    ['Fire\u0000fo\u202Ex\n\u200B', 'Firefox'],
    ['\u202E\u2800', '?'],
    ['a\u2028b', 'a b'],
  ])('is shown without what cannot be seen (%j)', async (name, shown) => {
    const { a, b } = await makePair(makeRelayNet());
    await renameDevice(b.ports, name);
    expect(await b.connect()).toMatchObject({ ok: true });
    expect(await a.connect()).toMatchObject({ fault: 'active-elsewhere', devices: [{ name: shown }] });
    expect(a.claims()?.record.memory.claims).toMatchObject([{ device: { name: shown } }]);
  });

  it('its clock puts nothing into the future', async () => {
    const { a, b } = await makePair(makeRelayNet());
    b.pass(day);
    await b.connect();
    await a.connect();
    const { wall } = a.ports.clock.read();
    expect(await othersOf(a)).toMatchObject([{ lastSeenAt: wall, activeSince: wall }]);
  });
});

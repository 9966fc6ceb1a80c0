import { describe, expect, it } from 'vitest';
import { minute } from '../../../src/core/units';
import { changeRelays } from '../../../src/services/change-relays';
import { checkClaims } from '../../../src/services/check-claims';
import { holdAccount, ownAccounts } from '../../../src/services/hold-account';
import { readClaims } from '../../../src/services/read-claims';
import { makeRelayNet } from '../relay-net';
import { makeConnected, makePair, type Device } from '../relay-world';
import { accountA } from '../world';

async function hold({ ports }: Device, word: 'none' | 'word' = 'none') {
  const [account] = await ownAccounts(ports, [accountA]);
  if (account === undefined) throw new Error('There is no such account');
  return holdAccount(ports, account, word);
}

describe('several wishes for one account at the same time', () => {
  it('make one claim: a device is never its own rival', async () => {
    const { a } = await makePair(makeRelayNet());
    const held = await Promise.all([hold(a), hold(a), hold(a)]);
    expect(held).toEqual(Array.from({ length: 3 }, () => ({ ok: true, value: { isReadTried: false } })));
    expect(a.claims()?.record.memory.claims).toMatchObject([{ epoch: { counter: 1 }, isDouble: false }]);
  });

  it('take it over once', async () => {
    const { a, b, pass } = await makeConnected(makeRelayNet());
    pass(minute);
    const held = await Promise.all([hold(b, 'word'), hold(b, 'word')]);
    expect(held.map(({ ok }) => ok)).toEqual([true, true]);
    expect(b.claims()?.record.memory.claims[0]).toMatchObject({ epoch: { counter: 2 }, isDouble: false });
    await checkClaims(a.ports);
    expect(await hold(a)).toMatchObject({
      fault: 'active-elsewhere',
      devices: [{ name: 'Firefox on Linux' }],
    });
  });
});

describe('a read that was under way while the relays were changed', () => {
  it('says nothing of the new ones', async () => {
    const net = makeRelayNet(6);
    const { a, b, pass } = await makePair(net);
    const [first, second] = [net.addresses.slice(0, 3), net.addresses.slice(3)];
    for (const { ports } of [a, b]) await changeRelays(ports, first);
    expect(await a.connect()).toMatchObject({ ok: true });
    await changeRelays(b.ports, second);
    expect(await hold(b, 'word')).toMatchObject({ ok: true });
    pass(minute);
    const { relays } = a.ports;
    const read = relays.read.bind(relays);
    const ports = {
      ...a.ports,
      relays: {
        ...relays,
        read: async (...given: Parameters<typeof read>) => {
          const answer = await read(...given);
          await changeRelays(a.ports, second);
          return answer;
        },
      },
    };
    await readClaims(ports, a.store.rows().accounts[0]!);
    expect(a.claims()?.record.readAt).toBeNull();
  });
});

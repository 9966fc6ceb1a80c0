import { describe, expect, it } from 'vitest';
import { parseRelay } from '../../src/core/relay-address';
import type { EndpointTrouble } from '../../src/core/endpoint-health';
import { knownNetworks } from '../../src/core/known-networks';
import { checkConnection, listHosts } from '../../src/services/check-connection';
import { changeRelays } from '../../src/services/change-relays';
import { connectionState, probeConnection } from '../../src/services/connection-state';
import { listEndpoints } from '../../src/services/list-endpoints';
import { addNetworkByHand, removeNetwork } from '../../src/services/manage-networks';
import { networkInUse } from '../../src/services/network-in-use';
import { ChainUnreachable, type Chain, type Connectivity } from '../../src/services/ports';
import { switchEndpoint } from '../../src/services/switch-endpoint';
import { makeWorld, type World } from './world';

const [ethereum] = knownNetworks;
const endpoints = ethereum!.endpoints;
const [first = ''] = endpoints;

const used = async (world: World, chain = 1) =>
  (await world.ports.store.read((reads) => networkInUse(reads, chain)))?.endpoints;

describe('SEC-33: an endpoint that is switched off', () => {
  it('is not among those that are asked, checked or listed for a firewall, and is on again when it is switched on', async () => {
    const asked: string[] = [];
    const { ports } = await makeWorld();
    const chain: Chain = {
      ...ports.chain,
      check: async (endpoint) => {
        asked.push(endpoint);
        return { trouble: null, took: 1 };
      },
    };
    const world = await makeWorld({ chain });
    expect(await switchEndpoint(world.ports, { chain: 1, endpoint: first, isOn: false })).toMatchObject({
      ok: true,
    });
    expect(await used(world)).toEqual(endpoints.slice(1));
    await checkConnection(world.ports);
    expect(asked).not.toContain(first);
    expect((await listHosts(world.ports)).map(({ host }) => host)).not.toContain(new URL(first).host);
    expect(await listEndpoints(world.ports, 1)).toMatchObject([{ endpoint: first, isOn: false }, {}, {}, {}]);
    await switchEndpoint(world.ports, { chain: 1, endpoint: first, isOn: true });
    expect(await used(world)).toEqual(endpoints);
  });

  it('stays off over the worker’s death', async () => {
    const world = await makeWorld();
    await switchEndpoint(world.ports, { chain: 1, endpoint: first, isOn: false });
    world.restartWorker();
    expect(await used(world)).not.toContain(first);
  });

  it('is never the last one', async () => {
    const world = await makeWorld();
    for (const endpoint of endpoints) await switchEndpoint(world.ports, { chain: 1, endpoint, isOn: false });
    expect(await used(world)).toEqual(endpoints.slice(-1));
    expect(await switchEndpoint(world.ports, { chain: 1, endpoint: endpoints.at(-1)!, isOn: false })).toEqual(
      { ok: false, fault: 'last-endpoint' },
    );
  });

  it('must be one of the network', async () => {
    const world = await makeWorld();
    const wrong = { endpoint: 'https://elsewhere.example', isOn: false };
    expect(await switchEndpoint(world.ports, { chain: 1, ...wrong })).toMatchObject({ fault: 'gone' });
    expect(await switchEndpoint(world.ports, { chain: 99, ...wrong })).toMatchObject({ fault: 'gone' });
    expect(await world.ports.store.read((reads) => reads.switchedOff())).toEqual([]);
  });

  it('is forgotten with its network', async () => {
    const { ports } = await makeWorld();
    const world = await makeWorld({ chain: { ...ports.chain, chainIdOf: async () => 5 } });
    const own = ['https://a.example/', 'https://b.example/'];
    const described = { chain: 5, name: 'Five', currencySymbol: 'F', explorer: null, isTestnet: false };
    await addNetworkByHand(world.ports, { ...described, endpoints: own });
    await switchEndpoint(world.ports, { chain: 5, endpoint: own[0]!, isOn: false });
    await switchEndpoint(world.ports, { chain: 1, endpoint: first, isOn: false });
    await removeNetwork(world.ports, 5);
    expect(await world.ports.store.read((reads) => reads.switchedOff())).toEqual([first]);
  });
});

async function worldOf(
  states: Readonly<Record<string, 'answers' | 'away' | 'untried'>>,
  connectivity: Partial<Connectivity> = {},
  answeredAgo = 60_000,
) {
  const { ports } = await makeWorld();
  return makeWorld({
    connectivity: { ...ports.connectivity, ...connectivity },
    chain: {
      ...ports.chain,
      stateOf: (endpoint) => {
        const state = states[endpoint] ?? 'untried';
        return {
          endpoint,
          state,
          latency: 1,
          answeredAgo,
          trouble: null,
          retryIn: state === 'away' ? 3_000 : 0,
        };
      },
      request: () => Promise.reject(new ChainUnreachable('away')),
    },
  });
}

const all = (state: 'answers' | 'away') => Object.fromEntries(endpoints.map((endpoint) => [endpoint, state]));
const cutOff = { hasNetwork: () => false };

describe('a network', () => {
  it.each([
    ['is away where every endpoint failed', all('away'), {}, 60_000, true],
    ['is there where one answers', { ...all('away'), [first]: 'answers' }, {}, 60_000, false],
    ['is there where nobody was asked', {}, {}, 60_000, false],
    ['is away where the browser is sure that there is no network', all('answers'), cutOff, 60_000, true],
    [
      'is there where one has just answered, whatever the browser believes',
      all('answers'),
      cutOff,
      1_000,
      false,
    ],
  ] as const)('%s', async (_, states, connectivity, ago, isAway) => {
    const world = await worldOf(states, connectivity, ago);
    expect(await connectionState(world.ports, 1)).toMatchObject({ isAway });
  });

  it('on this computer does not depend on the browser’s network', async () => {
    const world = await worldOf({ 'http://127.0.0.1:8545': 'answers' }, cutOff);
    expect(await connectionState(world.ports, 31_337)).toMatchObject({ isAway: false });
  });

  it('that is away says when it is tried again, also where a probe fails', async () => {
    const world = await worldOf(all('away'));
    const known = await probeConnection(world.ports, 1, false);
    expect(known).toMatchObject({ isAway: true });
    expect(known.retryAt).toBe(world.ports.clock.read().wall + 3_000);
  });
});

describe('a check of every host', () => {
  it('asks each endpoint once, says what each host is for, and judges', async () => {
    const asked: string[] = [];
    const { ports } = await makeWorld();
    const blocked: EndpointTrouble = 'unreachable';
    const world = await makeWorld({
      chain: {
        ...ports.chain,
        check: async (endpoint) => {
          asked.push(endpoint);
          return { trouble: endpoint.includes('1rpc.io') ? blocked : null, took: 12 };
        },
      },
    });
    const { verdict, hosts } = await checkConnection(world.ports);
    expect(asked.toSorted()).toEqual(knownNetworks.flatMap((network) => network.endpoints).toSorted());
    expect(verdict).toBe('some-blocked');
    expect(hosts.find(({ host }) => host === '1rpc.io')).toMatchObject({
      result: 'blocked',
      uses: ['Ethereum', 'Sepolia', 'Base', 'OP Mainnet', 'Arbitrum One', 'Polygon'].map((name) => ({
        kind: 'network',
        name,
      })),
    });
    expect(hosts.filter(({ result }) => result !== 'answers')).toHaveLength(1);
    expect(hosts.find(({ isLocal }) => isLocal)).toMatchObject({ host: '127.0.0.1:8545' });
  });

  it('tries each relay too, lists it for a firewall, and says what the relays that answer are enough for', async () => {
    const tried: string[] = [];
    const { ports } = await makeWorld();
    const world = await makeWorld({
      relays: {
        ...ports.relays,
        try: async (relay) => {
          tried.push(relay);
          if (relay.includes('gone')) return { isReachable: false };
          return { isReachable: true, latency: 34, isKeeping: !relay.includes('full') };
        },
      },
    });
    const relays = [
      'wss://a.example',
      'wss://gone.example:7447/x',
      'wss://full.example',
      'wss://1rpc.io/relay',
    ];
    await changeRelays(world.ports, relays);
    const { verdict, hosts, relays: found } = await checkConnection(world.ports);
    expect(tried).toEqual(relays.map(parseRelay));
    expect(verdict).toBe('but-relays');
    expect(found).toEqual({ verdict: 'too-few-keep', total: 4, size: 3, answering: 3 });
    const use = { kind: 'relay' };
    const named = (name: string) => hosts.find(({ host }) => host === name);
    expect(named('a.example')).toMatchObject({ uses: [use], result: 'answers', took: 34 });
    expect(named('gone.example:7447')).toMatchObject({
      uses: [use],
      result: 'silent',
      trouble: 'relay-away',
    });
    expect(named('full.example')).toMatchObject({ uses: [use], result: 'down', trouble: 'relay-forgets' });
    expect(named('1rpc.io')?.uses.at(-1)).toEqual(use);
    expect(hosts.filter(({ host }) => host === '1rpc.io')).toHaveLength(1);
    expect(await listHosts(world.ports)).toEqual(
      hosts.map(({ host, uses, isLocal }) => ({ host, uses, isLocal })),
    );
  });

  it('says nothing of relays where none is chosen', async () => {
    const world = await makeWorld();
    expect((await checkConnection(world.ports)).relays).toBeNull();
  });
});

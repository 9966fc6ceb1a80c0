import { createCoordinations } from '../../src/adapters/storage/coordinations';
import type { Address } from '../../src/core/address';
import type { AccountClaims } from '../../src/core/account-claims';
import { subjectOf } from '../../src/core/subject';
import type { Millis } from '../../src/core/units';
import { approveRequest } from '../../src/services/approve-request';
import { changeRelays } from '../../src/services/change-relays';
import { connectSite } from '../../src/services/connect-site';
import type { Coordination, Ports } from '../../src/services/ports';
import { reconnect } from '../../src/services/reconnect';
import { makeArea } from '../adapters/storage/session-area';
import { createFakeStore } from './fake-store';
import type { RelayNet } from './relay-net';
import { accountA, connectRequest, makeWorld, signRequest } from './world';

/** What the page would have derived from the right password, and from a wrong one. */
export const password = '11'.repeat(32);
export const wrongPassword = '22'.repeat(32);

const dataKey = 'd'.repeat(64);

/** What opens an account's events: the same on each of its devices. */
export function coordinationFor(account: Address): Coordination {
  return { secret: account.slice(2).padEnd(64, '0'), generationKey: 'e'.repeat(64) };
}

/** One device of the wallet: a world with a store of its own. `digit` makes its keys and its ids. */
export async function makeDevice(net: RelayNet, digit: string, browser = 'Chrome') {
  const area = makeArea();
  let ids = 0;
  const store = createFakeStore();
  const world = await makeWorld({
    store,
    relays: net.port(digit),
    coordinationKeys: {
      coordination: async (_vault, _dataKey, { address }) => coordinationFor(address),
      generationSecret: async () => 'f'.repeat(64),
    },
    coordinations: createCoordinations(area),
    platform: { browser, system: 'Linux' },
    randomness: { hex: (bits) => `${digit}${String((ids += 1)).padStart(bits / 4 - 1, '0')}` },
  });
  const ports: Ports = {
    ...world.ports,
    keystore: {
      ...world.ports.keystore,
      open: async (_vault, passwordKey) => (passwordKey === password ? dataKey : null),
    },
  };

  async function waiting(): Promise<string> {
    const held = (await world.held()).filter(({ stage }) => stage.step === 'waiting');
    const request = held.at(-1);
    if (request === undefined) throw new Error('Nothing waits');
    return request.id;
  }

  return {
    ...world,
    ports,
    store,
    relays: net.addresses,
    /** A connect request is held, and its person answers it. */
    async connect(accounts: readonly Address[] = [accountA], takeOver: string | null = null) {
      const asked = await world.ask(connectRequest);
      if (asked.outcome !== 'held') throw new Error('The site is connected');
      return this.answerConnect(accounts, takeOver);
    },
    /** The person answers the connect request that waits. */
    async answerConnect(accounts: readonly Address[] = [accountA], takeOver: string | null = null) {
      const grant = { accounts, chain: 1, term: { kind: 'profile-default' } } as const;
      return connectSite(ports, await waiting(), grant, takeOver);
    },
    reconnect: (passwordKey: string | null, isTakingOver = false) =>
      reconnect(ports, world.key, passwordKey, isTakingOver),
    /** The site asks for a signature, and the person approves what is shown. */
    async sign(account: Address = accountA) {
      await world.ask(signRequest('0x6869', account));
      return this.approve();
    },
    /** The person approves what waited last. */
    async approve() {
      const id = await waiting();
      const request = await ports.store.read((reads) => reads.request(id));
      if (request === null) throw new Error('Nothing waits');
      return approveRequest(ports, { id, subject: subjectOf(request), alsoSwitch: false });
    },
    claims: (account: Address = accountA): AccountClaims | undefined => store.rows().claims.get(account),
    /** The browser is closed and opened again: the vault is locked, and nothing that was only in memory is left. */
    reopenBrowser(): void {
      world.restartBrowser();
      world.lock();
      for (const name of Object.keys(area.items)) delete area.items[name];
    },
  };
}

export type Device = Awaited<ReturnType<typeof makeDevice>>;

/** The devices A and B of one wallet, with all relays chosen. */
export async function makePair(net: RelayNet) {
  const a = await makeDevice(net, 'a', 'Chrome');
  const b = await makeDevice(net, 'b', 'Firefox');
  for (const { ports } of [a, b]) await changeRelays(ports, net.addresses);
  return {
    net,
    a,
    b,
    /** Time passes on both. */
    pass: (by: Millis): void => {
      a.pass(by);
      b.pass(by);
    },
  };
}

/** A is connected and holds the account. */
export async function makeConnected(net: RelayNet, accounts: readonly Address[] = [accountA]) {
  const pair = await makePair(net);
  const connected = await pair.a.connect(accounts);
  if (!connected.ok) throw new Error(connected.fault);
  return pair;
}

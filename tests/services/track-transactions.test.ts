import { beforeEach, describe, expect, it } from 'vitest';
import { toQuantity } from '../../src/core/hex';
import type { SiteRequest } from '../../src/core/site-request';
import { subjectOf } from '../../src/core/subject';
import { day, minute, second } from '../../src/core/units';
import { approveRequest } from '../../src/services/approve-request';
import { connectSite } from '../../src/services/connect-site';
import { connectionState } from '../../src/services/connection-state';
import { ChainUnreachable, type Chain, type TransactionFound } from '../../src/services/ports';
import { prepareTransaction } from '../../src/services/prepare-transaction';
import { trackTransactions } from '../../src/services/track-transactions';
import { accountA, accountB, connectRequest, makeWorld, type World } from './world';

/** A chain that the test holds in its hands. */
const network = {
  isAway: false,
  found: 'unknown' as TransactionFound,
  nonce: 7n,
  looks: 0,
  sent: [] as string[],
};

function orAway<Result>(result: Result): Promise<Result> {
  return network.isAway ? Promise.reject(new ChainUnreachable('away')) : Promise.resolve(result);
}

beforeEach(() => Object.assign(network, { isAway: false, found: 'unknown', nonce: 7n, looks: 0, sent: [] }));

const transactionRequest: SiteRequest = {
  kind: 'act',
  method: 'eth_sendTransaction',
  ask: {
    kind: 'transaction',
    transaction: {
      from: accountA,
      to: accountB,
      value: '0x1',
      data: '0x',
      gas: null,
      maxFeePerGas: null,
      maxPriorityFeePerGas: null,
      nonce: null,
      chain: null,
    },
  },
};

/** A world in which a transaction was confirmed by its person while the network was as the test has left it. */
async function sending(isAwayAtConfirm: boolean): Promise<World> {
  const { ports } = await makeWorld();
  const chain: Chain = {
    ...ports.chain,
    lookUp: () => {
      network.looks += 1;
      return orAway(network.found);
    },
    nonce: () => orAway(toQuantity(network.nonce)),
    broadcast: (_, raw, history) => {
      network.sent.push(history);
      return orAway(undefined);
    },
  };
  const world = await makeWorld({ chain });
  await world.ask(connectRequest);
  const [connecting] = await world.held();
  await connectSite(world.ports, connecting!.id, {
    accounts: [accountA],
    chain: 1,
    term: { kind: 'profile-default' },
  });
  await world.ports.store.write((writes) => writes.deleteRequest(connecting!.id));
  await world.ask(transactionRequest);
  const [asked] = await world.held();
  await prepareTransaction(world.ports, asked!.id, null);
  const [held] = await world.held();
  network.isAway = isAwayAtConfirm;
  await approveRequest(world.ports, { id: held!.id, subject: subjectOf(held!), alsoSwitch: false });
  world.told.answers.length = 0;
  world.told.notices.length = 0;
  return world;
}

const status = async (world: World) =>
  (await world.ports.store.read((reads) => reads.transaction('0x99')))?.status;

describe('a transaction that was confirmed while the network was away', () => {
  it('waits signed, keeps its session, and is counted among what waits', async () => {
    const world = await sending(true);
    expect(await status(world)).toBe('signed');
    expect(await world.session()).toMatchObject({ end: null });
    expect(await connectionState(world.ports, 1)).toMatchObject({ unsent: 1 });
  });

  it('is looked up before it is sent again, and answers its page once it is there', async () => {
    const world = await sending(true);
    network.isAway = false;
    world.pass(5 * second);
    await trackTransactions(world.ports);
    expect(network.sent).toEqual(['new', 'maybe-sent']);
    expect(network.looks).toBe(1);
    expect(await status(world)).toBe('pending');
    expect(world.told.answers).toMatchObject([{ answer: { ok: true, value: '0x99' } }]);
  });

  it('is not sent again where the network has it already', async () => {
    const world = await sending(true);
    Object.assign(network, { isAway: false, found: 'pending' });
    world.pass(5 * second);
    await trackTransactions(world.ports);
    expect(network.sent).toEqual(['new']);
    expect(world.told.answers).toMatchObject([{ answer: { ok: true, value: '0x99' } }]);
  });

  it('is neither sent nor given up while nobody answers, however long', async () => {
    const world = await sending(true);
    for (let hours = 0; hours < 72; hours += 1) {
      world.pass(60 * minute);
      await trackTransactions(world.ports);
    }
    expect(network.sent).toEqual(['new']);
    expect(await status(world)).toBe('signed');
  });

  it('is signed once: trying again uses no key', async () => {
    const world = await sending(true);
    network.isAway = false;
    world.pass(5 * second);
    await trackTransactions(world.ports);
    expect(world.told.signed).toHaveLength(1);
  });

  it('is not sent any more once its nonce has passed', async () => {
    const world = await sending(true);
    Object.assign(network, { isAway: false, nonce: 8n });
    world.pass(5 * second);
    await trackTransactions(world.ports);
    world.pass(minute);
    await trackTransactions(world.ports);
    expect(network.sent).toEqual(['new']);
    expect(await status(world)).toBe('replaced');
    expect(world.told.answers).toMatchObject([{ answer: { ok: false, error: { code: -32_003 } } }]);
  });
});

describe('a transaction on its way', () => {
  const lose = (world: World) =>
    world.ports.store.write(async (writes) => {
      const sent = await writes.transaction('0x99');
      await writes.putTransaction({ ...sent!, status: 'signed' });
      for (const { id } of await writes.requests()) await writes.deleteRequest(id);
    });

  it('is looked up less and less often, and the worker is woken for it', async () => {
    const world = await sending(false);
    for (let seconds = 0; seconds < 3_600; seconds += 5) {
      world.pass(5 * second);
      await trackTransactions(world.ports);
    }
    expect(network.looks).toBeGreaterThan(10);
    expect(network.looks).toBeLessThan(40);
    expect(world.told.wakeUps.at(-1)).not.toBeNull();
  });

  it('is looked up at once where somebody looks at it, or the network is back', async () => {
    const world = await sending(false);
    world.pass(60 * minute);
    await trackTransactions(world.ports);
    world.pass(6 * second);
    await trackTransactions(world.ports);
    expect(network.looks).toBe(1);
    await trackTransactions(world.ports, 5 * second);
    expect(network.looks).toBe(2);
    await trackTransactions(world.ports, 5 * second);
    expect(network.looks).toBe(2);
  });

  it.each([
    ['never reached the network', { nonce: 7n }, day, 'unsent', 'transaction-lost'],
    ['was replaced by another', { nonce: 8n }, minute, 'replaced', 'transaction-replaced'],
    ['was confirmed', { found: 'confirmed' }, 0, 'confirmed', 'transaction-confirmed'],
    ['failed', { found: 'failed' }, 0, 'failed', 'transaction-failed'],
  ] as const)(
    'that %s is told to the person, once, and not looked up any more',
    async (_, so, wait, end, kind) => {
      const world = await sending(false);
      await lose(world);
      Object.assign(network, so);
      world.pass(second);
      await trackTransactions(world.ports);
      world.pass(wait);
      await trackTransactions(world.ports);
      expect(await status(world)).toBe(end);
      expect(world.told.notices).toMatchObject([{ kind }]);
      const { looks } = network;
      world.pass(day);
      await trackTransactions(world.ports, 0);
      expect(network.looks).toBe(looks);
      expect(await world.ports.store.read((reads) => reads.lookUps())).toEqual([]);
      expect(world.told.notices).toHaveLength(1);
    },
  );

  it('keeps what is known of its looks over the worker’s death', async () => {
    const world = await sending(false);
    await lose(world);
    network.nonce = 8n;
    world.pass(second);
    await trackTransactions(world.ports);
    world.restartWorker();
    world.pass(minute);
    await trackTransactions(world.ports);
    expect(await status(world)).toBe('replaced');
  });
});

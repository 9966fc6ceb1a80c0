import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeldRequest } from '../../src/core/held-request';
import { keyOf } from '../../src/core/session';
import { subjectOf } from '../../src/core/subject';
import { parseRequest } from '../../src/protocol/rpc';
import { recoverRequests } from '../../src/services/recover-requests';
import { trackTransactions } from '../../src/services/track-transactions';
import { address, origin } from '../core/session-fixture';
import { makeFaultyWorld, password, type FaultyWorld, type Heard, type How } from './faulty-world';

const account = address('a');
const place = { origin: origin('https://app.example'), topOrigin: null, cookieStore: null, isPrivate: false };
const key = keyOf(place);
const hello = ['0x6869', account];
const payment = [{ from: account, to: address('7'), value: '0x1' }];

// What is rarely asked is evaluated when it is first asked; here that would take longer than all the rest.
beforeAll(async () => {
  await Promise.all([parseRequest('personal_sign', hello), parseRequest('eth_sendTransaction', payment)]);
});

beforeEach(() => {
  // What broke is reported where who develops Sekisho sees it.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

function waiting(world: FaultyWorld): HeldRequest | undefined {
  return [...world.store.rows().requests.values()].find(({ stage }) => stage.step === 'waiting');
}

async function connectSite(world: FaultyWorld): Promise<Heard> {
  const held = waiting(world);
  if (held === undefined) return world.ask('eth_requestAccounts', [], 1);
  const grant = { accounts: [account], chain: 1, term: { kind: 'profile-default' } };
  return world.command('request.connect', { id: held.id, ...grant });
}

async function connected(world: FaultyWorld): Promise<void> {
  await world.ask('eth_requestAccounts', [], 1);
  await connectSite(world);
  world.told.answers.length = 0;
}

async function approve(world: FaultyWorld, method: string, params: unknown): Promise<Heard> {
  const held = waiting(world);
  // It was answered, in a way that could not be told: the page asks again, and hears.
  if (held === undefined) return world.ask(method, params, 2);
  if (method === 'eth_sendTransaction') {
    const preview = await world.command('request.preview', { id: held.id });
    if (!preview.ok) return preview;
  }
  const subject = subjectOf(waiting(world) ?? held);
  return world.command('request.approve', { id: held.id, subject, alsoSwitch: false });
}

const session = (world: FaultyWorld) => world.store.rows().sessions.get(key);
const isLive = (world: FaultyWorld) => session(world)?.end === null;
const isOver = (world: FaultyWorld) => (session(world)?.end ?? null) !== null;
const stageOf = (world: FaultyWorld) =>
  world.store.rows().requests.get('DOCUMENT:' + '2'.padStart(32, '0'))?.stage;
const always = () => true;

interface Flow {
  /** What went before. */
  readonly start: (world: FaultyWorld) => Promise<unknown>;
  readonly act: (world: FaultyWorld) => Promise<Heard>;
  /** What must be stored before success is told. */
  readonly isStored: (world: FaultyWorld) => boolean;
}

const view = (name: string, params: object = {}): Flow => ({
  start: connected,
  act: (world) => world.command(name, params),
  isStored: always,
});

const flows: Readonly<Record<string, Flow>> = {
  'a page reads its accounts': {
    start: connected,
    act: (world) => world.ask('eth_accounts'),
    isStored: isLive,
  },
  'a page asks to connect': {
    start: async () => undefined,
    act: (world) => world.ask('eth_requestAccounts', [], 1),
    isStored: (world) => waiting(world) !== undefined,
  },
  'a person connects a page': {
    start: (world) => world.ask('eth_requestAccounts', [], 1),
    act: connectSite,
    isStored: isLive,
  },
  'a page asks for a signature': {
    start: connected,
    act: (world) => world.ask('personal_sign', hello, 2),
    isStored: (world) => waiting(world) !== undefined,
  },
  'a person signs': {
    start: (world) => connected(world).then(() => world.ask('personal_sign', hello, 2)),
    act: (world) => approve(world, 'personal_sign', hello),
    isStored: (world) => stageOf(world)?.step === 'answered',
  },
  'a person sends a transaction': {
    start: (world) => connected(world).then(() => world.ask('eth_sendTransaction', payment, 2)),
    act: (world) => approve(world, 'eth_sendTransaction', payment),
    isStored: (world) => stageOf(world)?.step === 'answered' && world.store.rows().transactions.size === 1,
  },
  'a person declines': {
    start: (world) => connected(world).then(() => world.ask('personal_sign', hello, 2)),
    act: async (world) => {
      const held = waiting(world);
      return held === undefined
        ? { ok: true, value: null }
        : world.command('request.decline', { id: held.id });
    },
    isStored: (world) => stageOf(world)?.step === 'answered',
  },
  'a person reconnects': {
    start: async (world) => {
      await connected(world);
      await world.store.write(async (writes) => {
        const live = await writes.session(key);
        const end = { reason: 'idle-limit', at: live!.openedAt, limit: 1, device: null } as const;
        await writes.putSession({ ...live!, end });
      });
      world.lock();
    },
    act: (world) => world.command('session.reconnect', { key, passwordKey: password }),
    isStored: isLive,
  },
  'a person ends a session': {
    start: connected,
    act: (world) => world.command('session.end', { key }),
    isStored: isOver,
  },
  'a person ends all sessions': {
    start: connected,
    act: (world) => world.command('session.endAll'),
    isStored: isOver,
  },
  'a page ends its session': {
    start: connected,
    act: (world) => world.ask('wallet_revokePermissions', [{ eth_accounts: {} }]),
    isStored: isOver,
  },
  'a person extends a session': {
    start: connected,
    act: (world) => world.command('session.extend', { key }),
    isStored: isLive,
  },
  'a person unlocks': {
    start: async (world) => world.lock(),
    act: (world) => world.command('vault.unlock', { passwordKey: password }),
    isStored: (world) => world.isUnlocked(),
  },
  'a person locks': {
    start: connected,
    act: (world) => world.command('vault.lock'),
    isStored: (world) => !world.isUnlocked(),
  },
  'a person is there': view('person.isHere'),
  'a draft is kept': view('draft.put', { id: 'connect', draft: '{}' }),
  'a draft is read': view('draft.get', { id: 'connect' }),
  'the first screen': view('overview'),
  'the questions': view('requests.list'),
  'the live sessions': view('sessions.list', { state: 'live', limit: 10, after: null }),
  'the ended sessions': view('sessions.list', { state: 'ended', limit: 10, after: null }),
  'the session of a site': view('sessions.ofSite', { origin: place.origin, cookieStore: null }),
  'the accounts': view('accounts.list'),
  'the networks': view('networks.list'),
  'the transactions': view('transactions.list', { account, limit: 10, after: null }),
  'the history': view('journal.list', { limit: 10, after: null }),
  'the tokens': view('tokens.list', { chain: 1 }),
  'the settings': view('settings.get'),
};

async function begun(flow: Flow): Promise<FaultyWorld> {
  const world = await makeFaultyWorld();
  await flow.start(world);
  return world;
}

/** How many calls to storage the flow makes where all goes well. */
async function countCalls(flow: Flow): Promise<number> {
  const world = await begun(flow);
  world.breakCall(0, 'is refused');
  expectSuccess(await flow.act(world));
  expect(flow.isStored(world)).toBe(true);
  return world.calls();
}

function expectSuccess(heard: Heard): void {
  expect(heard ?? { ok: true }).toMatchObject({ ok: true });
}

/** Success is told only of what is stored; anything else says what failed, to a person or to a page. */
function expectClosed(heard: Heard, flow: Flow, world: FaultyWorld): void {
  if (heard === null) {
    // The page waits, which it may only where its question does.
    expect(waiting(world)).toBeDefined();
    return;
  }
  if (heard.ok) expect(flow.isStored(world)).toBe(true);
  else if ('error' in heard) expect(heard.error).toMatchObject({ code: -32603 });
  else expect(heard).toMatchObject({ fault: 'store-failed' });
}

/** Whatever a page was given is in the store: a signature that it could ask for again, accounts of a live session. */
function expectNoAccess(world: FaultyWorld): void {
  for (const { id, answer } of world.told.answers) {
    if (answer.ok)
      expect(world.store.rows().requests.get(id)?.stage).toMatchObject({ step: 'answered', answer });
  }
}

describe.each(Object.entries(flows))(
  'when storage fails, nothing is given and it is said (SEC-25): %s',
  (name, flow) => {
    it.each<How>(['is refused', 'is done, but not answered'])('a call that %s', async (how) => {
      const calls = await countCalls(flow);
      expect(calls).toBeGreaterThan(0);
      for (let n = 1; n <= calls; n += 1) {
        const world = await begun(flow);
        world.breakCall(n, how);
        const heard = await flow.act(world);
        expectClosed(heard, flow, world);
        expectNoAccess(world);
        if (name === 'a person unlocks' && heard?.ok !== true) expect(world.isUnlocked()).toBe(false);
        world.mend();
        // The worker's next life takes up what this one left half done.
        world.restartWorker();
        await recoverRequests(world.ports);
        await trackTransactions(world.ports);
        expectSuccess(await flow.act(world));
        expect(flow.isStored(world)).toBe(true);
        expectNoAccess(world);
      }
    });
  },
);

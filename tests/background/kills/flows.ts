import { expect } from 'vitest';
import { keyOf, type Session } from '../../../src/core/session';
import { hour } from '../../../src/core/units';
import { createStore } from '../../../src/adapters/storage/store';
import { hashOf } from '../../../src/adapters/chain/transaction-hash';
import { createVault } from '../../../src/services/create-vault';
import { origin } from '../../core/session-fixture';
import { firstAddress, newVault } from '../../services/vault-world';
import { startBrowser, type KillBrowser } from './browser';
import type { Kill } from './life';
import { copiesOf, makeOutside, type Outside } from './outside';
import { openPage, type KillPage } from './page';
import { makePerson, type Person } from './person';

export const site = 'https://app.example';
export const otherSite = 'https://other.example';

/** A flow under way, with all that takes part in it. */
export interface Scene {
  readonly browser: KillBrowser;
  readonly person: Person;
  readonly page: KillPage;
  readonly other: KillPage;
  readonly outside: Outside;
}

/** What people and pages do, and what is true afterwards wherever the worker died. */
export interface Flow {
  readonly name: string;
  /** Before the kills begin. */
  readonly begin: (scene: Scene) => Promise<void>;
  readonly act: (scene: Scene) => Promise<void>;
  readonly verify: (scene: Scene) => Promise<void>;
}

export const keyOfSite = (of: string) =>
  keyOf({ origin: origin(of), topOrigin: null, cookieStore: null, isPrivate: false });

/** How a flow is played. */
export interface Manner {
  /** A death for each life of the worker, until there are no more. */
  readonly kills?: readonly Kill[];
  /** After how many turns of the event loop a life tidies up after the earlier ones. */
  readonly recoversAfter?: number;
  readonly readsFor?: 'a moment' | 'a minute';
}

/** Brings a flow to where its deaths begin; what it gives plays it from there, as often as wanted. */
export async function rehearse(flow: Flow) {
  const outside = makeOutside();
  const before = startScene(outside, 0);
  await createVault(before.browser.wake().ports, newVault);
  await flow.begin(before);
  await before.browser.rest();
  before.browser.wake().die();
  const copy = await copiesOf(outside);

  /** Plays it with these deaths, one for each life; the answer names the calls of each life. */
  return async (manner: Manner = {}): Promise<readonly (readonly string[])[]> => {
    const scene = startScene(await copy(), 2, manner);
    await flow.act(scene);
    await scene.browser.rest();
    await flow.verify(scene);
    await expectWhatAlwaysHolds(scene);
    return scene.browser.lives.map((life) => life.calls);
  };
}

/** Pages of a later scene are other documents. */
function startScene(
  outside: Outside,
  tabs: number,
  { kills = [], recoversAfter = 0, readsFor = 'a moment' }: Manner = {},
): Scene {
  const browser = startBrowser(outside, kills, recoversAfter);
  return {
    browser,
    outside,
    person: makePerson(browser, readsFor),
    page: openPage(browser, tabs + 1, site),
    other: openPage(browser, tabs + 2, otherSite),
  };
}

/** The disk as a new worker finds it. */
export function disk({ factory }: Outside) {
  return createStore(factory);
}

async function expectWhatAlwaysHolds({ outside, person, browser }: Scene): Promise<void> {
  expect(browser.faults).toEqual([]);
  for (const signed of outside.signed) {
    const what = 'what' in signed ? signed.what : undefined;
    if (what !== undefined) expect(person.approved).toContain(what);
  }
  const nonces = new Set(outside.signed.flatMap((each) => ('raw' in each ? [each.transaction.nonce] : [])));
  const raws = new Set(outside.signed.flatMap((each) => ('raw' in each ? [each.raw] : [])));
  expect(raws.size, 'transactions signed').toBe(nonces.size);
  const store = disk(outside);
  const held = await store.read((reads) => reads.requests());
  expect(held.filter(({ stage }) => stage.step !== 'answered')).toEqual([]);
  const { items } = await store.read((reads) => reads.journal(200, null));
  const opened = items.flatMap(({ event }) => (event.kind === 'session-opened' ? [event.session] : []));
  const ended = items.flatMap(({ event }) => (event.kind === 'session-ended' ? [event.session] : []));
  expect(new Set(opened).size, 'each session was opened once').toBe(opened.length);
  expect(new Set(ended).size, 'each session ended once').toBe(ended.length);
  const sessions = await Promise.all(
    [site, otherSite].map((each) => store.read((reads) => reads.session(keyOfSite(each)))),
  );
  for (const session of sessions) if (session !== null) expectEnded(session, ended.includes(session.id));
}

function expectEnded(session: Session, isEnded: boolean): void {
  expect(session.end !== null, `the end of ${session.id}`).toBe(isEnded);
}

const accounts = { ok: true, value: [firstAddress] };
const refused = (code: number) =>
  expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) });

async function connect({ page, person }: Scene): Promise<void> {
  page.ask('eth_requestAccounts');
  await person.attend([page]);
}

async function expectSession(scene: Scene, of: string, end: string | null, opened: number): Promise<Session> {
  const store = disk(scene.outside);
  const session = await store.read((reads) => reads.session(keyOfSite(of)));
  expect(session?.end?.reason ?? null).toBe(end);
  const { items } = await store.read((reads) => reads.journal(200, null));
  const ofSite = items.filter(({ event }) => event.kind === 'session-opened' && event.origin === of);
  expect(ofSite, 'sessions opened').toHaveLength(opened);
  if (session === null) throw new Error('There is no session');
  return session;
}

const message = (text: string) => `0x${Buffer.from(text).toString('hex')}`;

/** The signature that the key makes of this text: always the same one. */
function signatureOf({ outside }: Scene, text: string) {
  const found = outside.signed.find((each) => 'what' in each && each.what === message(text));
  return { ok: true, value: found !== undefined && 'what' in found ? found.signature : null };
}

export const flows: readonly Flow[] = [
  {
    name: 'a site connects',
    begin: async () => undefined,
    act: connect,
    async verify(scene) {
      scene.page.expectAnswers(accounts);
      await expectSession(scene, site, null, 1);
    },
  },
  {
    name: 'a message is signed',
    begin: connect,
    async act({ page, person }) {
      page.ask('personal_sign', [message('hello'), firstAddress]);
      await person.attend([page]);
    },
    async verify(scene) {
      scene.page.expectAnswers(signatureOf(scene, 'hello'));
      await expectSession(scene, site, null, 1);
    },
  },
  {
    name: 'a transaction is sent',
    begin: connect,
    async act({ page, person }) {
      page.ask('eth_sendTransaction', [{ from: firstAddress, to: firstAddress, value: '0x1' }]);
      await person.attend([page]);
    },
    async verify({ page, outside }) {
      expect(outside.broadcast).toHaveLength(1);
      page.expectAnswers({ ok: true, value: hashOf(outside.broadcast[0]!) });
    },
  },
  {
    name: 'a session ends, and is taken up again for what waits',
    async begin(scene) {
      await connect(scene);
      scene.browser.pass(2 * hour);
    },
    async act({ page, person }) {
      page.ask('personal_sign', [message('after the end'), firstAddress]);
      await person.attend([page]);
    },
    async verify(scene) {
      scene.page.expectAnswers(signatureOf(scene, 'after the end'));
      await expectSession(scene, site, null, 2);
    },
  },
  {
    name: 'a request is declined',
    begin: connect,
    async act({ page, person }) {
      page.ask('personal_sign', [message('not this'), firstAddress]);
      await person.attend([page], () => 'decline');
    },
    async verify({ page, outside }) {
      page.expectAnswers(refused(4001));
      expect(outside.signed).toEqual([]);
    },
  },
  {
    name: 'taking a session up again is declined',
    async begin(scene) {
      await connect(scene);
      scene.browser.pass(2 * hour);
    },
    async act({ page, person }) {
      page.ask('personal_sign', [message('not now'), firstAddress]);
      await person.attend([page], () => 'decline');
    },
    async verify(scene) {
      scene.page.expectAnswers(refused(4001));
      await expectSession(scene, site, 'absolute-limit', 1);
    },
  },
  {
    name: 'a site switches its network',
    begin: connect,
    async act({ page, person }) {
      page.ask('wallet_switchEthereumChain', [{ chainId: '0xaa36a7' }]);
      await person.attend([page]);
    },
    async verify(scene) {
      scene.page.expectAnswers({ ok: true, value: null });
      expect(await expectSession(scene, site, null, 1)).toMatchObject({ chain: 11_155_111 });
    },
  },
  {
    name: 'a site ends its session',
    begin: connect,
    async act({ page, browser }) {
      page.listen();
      page.ask('wallet_revokePermissions', [{ eth_accounts: {} }]);
      await browser.rest();
      page.ask('eth_accounts');
    },
    async verify(scene) {
      scene.page.expectAnswers({ ok: true, value: null }, { ok: true, value: [] });
      await expectSession(scene, site, 'ended-by-site', 1);
    },
  },
  {
    name: 'a person ends a session while a request waits',
    begin: connect,
    async act({ page, person, browser }) {
      page.ask('personal_sign', [message('too late'), firstAddress]);
      await browser.rest();
      for (let isLive = true; isLive; ) {
        person.expectDone('end', await person.command('session.end', { key: keyOfSite(site) }));
        const [session] = (await person.look('sessions.ofSite', { origin: site })) ?? [];
        isLive = session?.end === null;
      }
    },
    async verify(scene) {
      scene.page.expectAnswers(refused(4100));
      await expectSession(scene, site, 'ended-by-you', 1);
      expect(scene.outside.signed).toEqual([]);
    },
  },
  {
    name: 'two sites ask at once, and one of them asks twice',
    begin: connect,
    async act({ page, other, person }) {
      page.ask('personal_sign', [message('mine'), firstAddress]);
      other.ask('eth_requestAccounts');
      other.ask('eth_requestAccounts');
      await person.attend([page, other]);
    },
    async verify(scene) {
      scene.page.expectAnswers(signatureOf(scene, 'mine'));
      scene.other.expectAnswers(accounts, accounts);
      await expectSession(scene, site, null, 1);
      await expectSession(scene, otherSite, null, 1);
    },
  },
];

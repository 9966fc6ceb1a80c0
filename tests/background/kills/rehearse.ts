import { expect } from 'vitest';
import { keyOf, type Session } from '../../../src/core/session';
import { dumpDatabase } from '../../adapters/storage/raw-database';
import { createStore } from '../../../src/adapters/storage/store';
import { createVault } from '../../../src/services/create-vault';
import { origin } from '../../core/session-fixture';
import { changeRelays } from '../../../src/services/change-relays';
import { makeRelayNet } from '../../services/relay-net';
import { newVault } from '../../services/vault-world';
import { startBrowser, type KillBrowser } from './browser';
import type { Kill } from './life';
import { expectOneActive } from './one-active';
import { claimElsewhere } from './relays';
import { copiesOf, makeDisk, makeOutside, nothingYet, type Outside } from './outside';
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
  /** Still before them, and after what a disk holds that goes back in time. */
  readonly since?: (scene: Scene) => Promise<void>;
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
  /** Right before this call of the first life another device claims the account. */
  readonly claimedAt?: number;
  readonly lost?: LostDisk;
}

/** The database goes, and the second copy stays. */
export interface LostDisk {
  /** All of it; or what was written after the flow's `begin`. */
  readonly what: 'the store' | 'what came since';
  /** Before the first life, or while the worker is dead for the first time. */
  readonly when: 'before' | 'at the first death';
}

/** Brings a flow to where its deaths begin; what it gives plays it from there, as often as wanted. */
export async function rehearse(flow: Flow, relays = 0) {
  const net = relays === 0 ? null : makeRelayNet(relays);
  const outside = makeOutside({ ...nothingYet, net });
  const before = startScene(outside, 0);
  const { ports } = before.browser.wake();
  await createVault(ports, newVault);
  if (net !== null) await changeRelays(ports, net.addresses);
  await flow.begin(before);
  await comeToEnd(before);
  const earlier = await dumpDatabase(outside.factory);
  if (flow.since !== undefined) {
    const between = startScene(outside, 2);
    await flow.since(between);
    await comeToEnd(between);
  }
  const latest = await dumpDatabase(outside.factory);
  const copyOver = copiesOf(outside);

  /** Plays it with these deaths, one for each life; the answer names the calls of each life. */
  return async (manner: Manner = {}): Promise<readonly (readonly string[])[]> => {
    const { lost } = manner;
    const left = lost?.what === 'the store' ? null : earlier;
    const found = lost?.when === 'before' ? left : latest;
    const foundAfterDeath = lost?.when === 'at the first death' ? await makeDisk(left) : null;
    const scene = startScene(copyOver(await makeDisk(found)), 4, manner, foundAfterDeath);
    await flow.act(scene);
    await scene.browser.rest();
    await flow.verify(scene);
    await expectWhatAlwaysHolds(scene);
    return scene.browser.lives.map((life) => life.calls);
  };
}

async function comeToEnd({ browser }: Scene): Promise<void> {
  await browser.rest();
  expect(browser.faults).toEqual([]);
  browser.wake().die();
}

/** Pages of a later scene are other documents. */
function startScene(
  outside: Outside,
  tabs: number,
  { kills = [], recoversAfter = 0, readsFor = 'a moment', claimedAt, lost }: Manner = {},
  foundAfterDeath: IDBFactory | null = null,
): Scene {
  const claimed = claimedAt === undefined ? null : { call: claimedAt, act: () => claimElsewhere(outside) };
  const browser = startBrowser(outside, kills, recoversAfter, claimed, foundAfterDeath);
  return {
    browser,
    outside,
    person: makePerson(browser, readsFor, () => lost?.when === 'before' || browser.hasLost()),
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
  for (const session of sessions) {
    // A new journal does not tell of an end that is older than it.
    if (session === null || (person.hasLost() && session.end !== null)) continue;
    expectEnded(session, ended.includes(session.id));
  }
  await expectOneActive(outside, person);
}

function expectEnded(session: Session, isEnded: boolean): void {
  expect(session.end !== null, `the end of ${session.id}`).toBe(isEnded);
}

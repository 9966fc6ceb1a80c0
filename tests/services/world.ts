import { cipher } from '../../src/adapters/vault/cipher';
import { copyFormat } from '../../src/adapters/storage/wallet-contents';
import type { Account } from '../../src/core/account';
import type { Address } from '../../src/core/address';
import type { Ask, HeldRequest, PageDocument } from '../../src/core/held-request';
import { keyOf, type SessionPlace } from '../../src/core/session';
import type { SiteRequest } from '../../src/core/site-request';
import type { Answer } from '../../src/core/held-request';
import type { Millis } from '../../src/core/units';
import { handleRequest } from '../../src/services/handle-request';
import type { IncomingRequest } from '../../src/services/incoming-request';
import { commit } from '../../src/services/now';
import type { Notice, Ports, Topic, UnlockedKey } from '../../src/services/ports';
import { address, origin, start } from '../core/session-fixture';
import { noRelays } from './no-relays';
import { createFakeStore } from './fake-store';

export const accountA = address('a');
export const accountB = address('b');

function account(of: Address, index: number): Account {
  return { address: of, checksummed: of, name: `Account ${index + 1}`, source: { kind: 'phrase', index } };
}

const place: SessionPlace = {
  origin: origin('https://app.example'),
  topOrigin: null,
  cookieStore: null,
  isPrivate: false,
};

export const page: PageDocument = { tabId: 1, frameId: 0, documentId: 'DOCUMENT' };

/** What a page was told, in order. */
export interface Told {
  readonly answers: { readonly document: string; readonly id: string; readonly answer: Answer }[];
  readonly refreshed: (readonly string[] | null)[];
  readonly notices: Notice[];
  readonly shown: string[];
  readonly wakeUps: (number | null)[];
  readonly signed: string[];
  readonly broadcast: string[];
  readonly updates: string[];
}

/** Ports that work in memory, with a clock that the test sets and pages that remember what they were told. */
export async function makeWorld(over: Partial<Ports> = {}) {
  const told: Told = {
    answers: [],
    refreshed: [],
    notices: [],
    shown: [],
    wakeUps: [],
    signed: [],
    broadcast: [],
    updates: [],
  };
  const clock = { wall: start, wallAtStart: start, started: start };
  let unlocked: UnlockedKey | null = { dataKey: 'd'.repeat(64), lockAt: Number.MAX_SAFE_INTEGER };
  let ids = 0;
  let run = 'run-1';
  let before: string | null = null;
  let isUpdateReady = false;
  let settledRun: string | null = null;
  let isPersonHere = false;
  let meanwhile: () => Promise<unknown> = async () => undefined;
  const called = new Set<string>();
  const present = new Set<string>([page.documentId]);
  const ports: Ports = {
    store: createFakeStore(),
    clock: {
      read: () => ({ wall: clock.wall, wallAtStart: clock.wallAtStart, sinceStart: 0 }),
      restart: () => {
        clock.wallAtStart = clock.wall;
      },
    },
    randomness: { hex: (bits) => String((ids += 1)).padStart(bits / 4, '0') },
    browser: {
      run: async () => ({ id: run, endOfLast: before === null ? 'browser-closed' : 'updated' }),
      updatedFrom: async () => before,
      isSettled: async () => settledRun === run,
      settle: async () => {
        settledRun = run;
      },
    },
    updates: {
      isReady: async () => isUpdateReady,
      isHeldInPrivate: async () => false,
      apply: () => void told.updates.push('applied'),
    },
    pages: {
      answer: ({ documentId }, id, answer) => void told.answers.push({ document: documentId, id, answer }),
      refresh: (keys) => void told.refreshed.push(keys),
      askAgain: () => undefined,
      isFocused: async () => true,
      isOpen: async () => true,
      isThere: async ({ documentId }) => {
        await meanwhile();
        return present.has(documentId);
      },
    },
    attention: {
      showRequests: async (id) => void told.shown.push(id),
      forgetRequestWindow: async () => undefined,
      showWaiting: () => undefined,
      notify: (notice) => void told.notices.push(notice),
      wakeAt: (moment) => void told.wakeUps.push(moment),
      isPersonHere: async () => isPersonHere,
      changed: (_: readonly Topic[]) => undefined,
    },
    keyHolder: {
      get: async () => unlocked,
      set: async (key) => {
        unlocked = key;
      },
      keepUntil: async (lockAt) => {
        if (unlocked !== null) unlocked = { ...unlocked, lockAt };
      },
      clear: async () => {
        unlocked = null;
      },
    },
    ...noRelays(),
    drafts: { get: async () => null, put: async () => undefined },
    calls: { has: async (id) => called.has(id), note: async (id) => void called.add(id) },
    keystore: {
      create: notWanted,
      open: notWanted,
      rewrap: notWanted,
      phrase: notWanted,
      deriveAccount: notWanted,
      sealKey: notWanted,
      moveKey: notWanted,
      signMessage: async (_vault, _key, _account, message) => {
        told.signed.push(message);
        return '0x51';
      },
      signTypedData: async (_vault, _key, _account, data) => {
        told.signed.push(data);
        return '0x52';
      },
      signTransaction: async (_vault, _key, _account, _chain, transaction) => {
        told.signed.push(transaction.nonce);
        return { raw: `0x02${transaction.nonce.slice(2).padStart(2, '0')}`, hash: '0x99' };
      },
    },
    cipher,
    copy: { vault: async () => null, open: async () => null },
    copyFormat,
    phraseRules: { create: notWanted, check: notWanted, accountOfKey: notWanted },
    chain: {
      request: async () => '0x1',
      balance: async () => '0xde0b6b3a7640000',
      prepare: async (_network, transaction, speed) => ({
        transaction: {
          ...transaction,
          gas: '0x5208',
          maxFeePerGas: speed === 'fast' ? '0x3' : '0x2',
          maxPriorityFeePerGas: '0x1',
          nonce: transaction.nonce ?? '0x7',
        },
        speed,
        balance: '0xde0b6b3a7640000',
        failure: null,
      }),
      broadcast: async (_network, raw) => void told.broadcast.push(raw),
      lookUp: async () => 'unknown',
      nonce: async () => '0x0',
      chainIdOf: async () => 1,
      beginAnew: () => undefined,
      check: async () => ({ trouble: null, took: 10 }),
      stateOf: (endpoint) => ({
        endpoint,
        state: 'untried',
        latency: null,
        answeredAgo: null,
        trouble: null,
        retryIn: 0,
      }),
      describe: async () => ({ kind: 'transfer' }),
    },
    connectivity: { hasNetwork: () => true, captivePortal: async () => 'unknown' },
    readLimits: { admit: () => true },
    acting: new Set(),
    isPrivate: false,
    wallet: 'own',
    inPrivate: null,
    version: '0.0.0',
    ...over,
  };
  await ports.store.write(async (writes) => {
    await writes.putVault(vault);
    await writes.putAccounts([account(accountA, 0), account(accountB, 1)]);
  });
  let requests = 0;
  function incoming(request: SiteRequest, from: Partial<IncomingRequest> = {}): IncomingRequest {
    requests += 1;
    const id = `${page.documentId}:${String(requests).padStart(32, '0')}`;
    const key = keyOf(from.place ?? place);
    return { id, key, place, document: page, site: place.origin, request, ...from };
  }
  return {
    ports,
    told,
    key: keyOf(place),
    /** Lets time pass, or sets the clock back where it is negative. */
    pass(by: Millis): void {
      clock.wall += by;
    },
    /** The worker dies and starts again; nothing in memory is left but what is stored. */
    restartWorker(): void {
      clock.wallAtStart = clock.wall;
    },
    restartBrowser(): void {
      run = `${run}+`;
      before = null;
    },
    /** Another version takes the place of an earlier one: in the same browser, but in a run of its own. */
    update(from: string): void {
      run = `${run}+`;
      before = from;
    },
    /** The browser has an update ready. */
    offerUpdate(): void {
      isUpdateReady = true;
    },
    /** Whether one of our own pages is in use. */
    setPersonHere(isHere: boolean): void {
      isPersonHere = isHere;
    },
    lock(): void {
      unlocked = null;
    },
    /** What happens while the port is asked. */
    during(_call: 'isThere', work: () => Promise<unknown>): void {
      meanwhile = work;
    },
    leave(documentId: string): void {
      present.delete(documentId);
    },
    /** What a page asks; a number names the same request again. */
    ask: (request: SiteRequest, from: Partial<IncomingRequest> = {}) =>
      handleRequest(ports, incoming(request, from)),
    incoming,
    held: (): Promise<readonly HeldRequest[]> => ports.store.read((reads) => reads.requests()),
    session: () => ports.store.session(keyOf(place)),
    journal: async () =>
      (await ports.store.read((reads) => reads.journal(200, null))).items.map((entry) => entry.event.kind),
    commit: <Result>(work: Parameters<typeof commit<Result>>[1]) => commit(ports, work),
  };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

export const connectRequest: SiteRequest = {
  kind: 'connect',
  method: 'eth_requestAccounts',
  ask: { kind: 'connect', answerAs: 'accounts' },
};

export function signRequest(message: `0x${string}` = '0x6869', from: Address = accountA): SiteRequest {
  const ask: Ask = { kind: 'message', account: from, message, isMalformedSignIn: false };
  return { kind: 'act', method: 'personal_sign', ask };
}

const vault = {
  version: 1,
  id: '0'.repeat(32),
  derivation: { algorithm: 'argon2id', memory: 65_536, iterations: 3, parallelism: 3, salt: '0'.repeat(32) },
  wrappedKey: { iv: '0'.repeat(24), data: '00' },
  secrets: [],
} as const;

function notWanted(): never {
  throw new Error('This test did not expect the vault to be asked');
}

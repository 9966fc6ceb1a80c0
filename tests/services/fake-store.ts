import * as v from 'valibot';
import { backupFactsTable } from '../../src/adapters/storage/backup-store';
import {
  networkTable,
  tokenTable,
  transactionRow,
  transactionTable,
} from '../../src/adapters/storage/chain-store';
import { claimTable, ownDeviceTable } from '../../src/adapters/storage/claim-store';
import { copyKeyTable, lossTable } from '../../src/adapters/storage/copy-rows';
import { journalTable } from '../../src/adapters/storage/journal-store';
import { lookUpsTable, switchedOffTable } from '../../src/adapters/storage/network-store';
import type { Table } from '../../src/adapters/storage/records';
import { requestTable, siteLimitsTable } from '../../src/adapters/storage/request-store';
import { clockMarkTable, sessionRow, sessionTable } from '../../src/adapters/storage/session-store';
import { lastUpdateTable } from '../../src/adapters/storage/update-store';
import {
  accountTable,
  settingsTable,
  unlockAttemptsTable,
  vaultTable,
} from '../../src/adapters/storage/vault-store';
import type { Account } from '../../src/core/account';
import type { AccountClaims } from '../../src/core/account-claims';
import type { Address } from '../../src/core/address';
import { noBackups, type BackupFacts } from '../../src/core/backup';
import type { OwnDevice } from '../../src/core/device';
import type { SiteLimits } from '../../src/core/flood';
import type { HeldRequest, RequestId } from '../../src/core/held-request';
import type { Hex } from '../../src/core/hex';
import type { JournalEntry } from '../../src/core/journal';
import { isRestoring, type Loss } from '../../src/core/loss';
import type { LookUp } from '../../src/core/look-up';
import type { Network } from '../../src/core/network';
import { deadlineOf, warningOf, type ChainId, type Session, type SessionKey } from '../../src/core/session';
import { firstSettings, type Settings } from '../../src/core/settings';
import type { Token } from '../../src/core/token';
import { isOnItsWay, type TrackedTransaction } from '../../src/core/transaction';
import type { UpdateNote } from '../../src/core/update-note';
import { noFailedAttempts, type UnlockAttempts } from '../../src/core/unlock-attempts';
import type { Millis } from '../../src/core/units';
import type { VaultRecord } from '../../src/core/vault';
import type { Page } from '../../src/core/pages';
import { StoreFailed, type Reads, type Store, type Writes } from '../../src/services/ports';

/** All that a store holds. */
export interface Rows {
  readonly sessions: Map<SessionKey, Session>;
  readonly requests: Map<RequestId, HeldRequest>;
  readonly siteLimits: Map<string, SiteLimits>;
  readonly networks: Map<ChainId, Network>;
  readonly tokens: Map<string, Token>;
  readonly transactions: Map<Hex, TrackedTransaction>;
  readonly claims: Map<Address, AccountClaims>;
  readonly journal: JournalEntry[];
  lookUps: readonly LookUp[];
  switchedOff: readonly string[];
  accounts: readonly Account[];
  vault: VaultRecord | null;
  unlockAttempts: UnlockAttempts;
  settings: Settings;
  clockMark: Millis;
  loss: Loss | null;
  copyKey: string | null;
  lastUpdate: UpdateNote | null;
  backupFacts: BackupFacts;
  ownDevice: OwnDevice | null;
}

/** The port `Store` in memory, held to the same contract as the real one (`store-contract.ts`). */
export interface FakeStore extends Store {
  /** From now on every call rejects with this; null mends the store. */
  breakWith(error: StoreFailed | null): void;
  /** How many writes were committed. */
  commits(): number;
  /** What is committed, to be looked at without asking and never changed. A later write leaves it as it is. */
  rows(): Readonly<Rows>;
}

// Taken before any test replaces the timers.
const { setImmediate } = globalThis;

/** An empty store. Writes are serial and work on a copy; a transaction that awaits anything but the store dies. */
export function createFakeStore(): FakeStore {
  let committed: Rows = {
    sessions: new Map(),
    requests: new Map(),
    siteLimits: new Map(),
    networks: new Map(),
    tokens: new Map(),
    transactions: new Map(),
    claims: new Map(),
    journal: [],
    lookUps: [],
    switchedOff: [],
    accounts: [],
    vault: null,
    unlockAttempts: noFailedAttempts,
    settings: firstSettings,
    clockMark: 0,
    loss: null,
    copyKey: null,
    lastUpdate: null,
    backupFacts: noBackups,
    ownDevice: null,
  };
  let broken: StoreFailed | null = null;
  let commits = 0;
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function read<Result>(work: (reads: Reads) => Promise<Result>): Promise<Result> {
    await lastWrite;
    return work(beginTransaction(committed, () => broken).writes);
  }

  return {
    read,
    write(work) {
      const write = lastWrite.then(async () => {
        const rows = copyOf(committed);
        const transaction = beginTransaction(rows, () => broken);
        const result = await work(transaction.writes).catch((error: unknown) => {
          transaction.finish();
          throw error;
        });
        transaction.finish();
        committed = rows;
        commits += 1;
        return result;
      });
      lastWrite = write.catch(() => null);
      return write;
    },
    async session(key) {
      if (broken !== null) throw broken;
      return structuredClone(committed.sessions.get(key) ?? null);
    },
    async clockMark() {
      if (broken !== null) throw broken;
      return committed.clockMark;
    },
    async isRestoring() {
      if (broken !== null) throw broken;
      return isRestoring(committed.loss);
    },
    isCopyBehind: () => false,
    compareCopy: async () => ({ standing: 'in-step' }),
    beginAnew: async () => 'is-usable',
    breakWith(error) {
      broken = error;
    },
    commits: () => commits,
    rows: () => committed,
  };
}

/** What a write may change. The rows themselves never change: each is cloned on its way in and out. */
function copyOf(rows: Rows): Rows {
  return {
    ...rows,
    sessions: new Map(rows.sessions),
    requests: new Map(rows.requests),
    siteLimits: new Map(rows.siteLimits),
    networks: new Map(rows.networks),
    tokens: new Map(rows.tokens),
    transactions: new Map(rows.transactions),
    claims: new Map(rows.claims),
    journal: [...rows.journal],
  };
}

/** A transaction over `rows`, which it changes. Like IndexedDB's it ends by itself when it is left idle for a task. */
function beginTransaction(rows: Rows, fault: () => StoreFailed | null) {
  let isOver = false;
  let isWatched = false;
  let failure: StoreFailed | null = null;

  /** Whoever only awaits its own steps is done by the end of this task. */
  function watch(): void {
    if (isWatched) return;
    isWatched = true;
    setImmediate(() => {
      isWatched = false;
      if (!isOver) failure ??= new StoreFailed('failed', 'The transaction ended while it was left waiting.');
    });
  }

  async function step<Result>(act: () => Result): Promise<Result> {
    failure ??= fault();
    if (failure !== null) throw failure;
    watch();
    try {
      return structuredClone(act());
    } catch (error) {
      failure = error instanceof StoreFailed ? error : new StoreFailed('failed', 'The store refused.', error);
      throw failure;
    }
  }

  const live = () => [...rows.sessions.values()].filter(({ end }) => end === null);
  const ended = () => [...rows.sessions.values()].filter(({ end }) => end !== null);
  const byDeadline = (session: Session): Rank => [deadlineOf(session), session.key];
  const byWarning = (session: Session): Rank => [warningOf(session) ?? Infinity, session.key];
  const byEnd = (session: Session): Rank => [session.end?.at ?? 0, session.key];
  const bySigning = (transaction: TrackedTransaction): Rank => [transaction.signedAt, transaction.hash];

  const writes: Writes = {
    session: (key) => step(() => rows.sessions.get(key) ?? null),
    sessionById: (id) => step(() => [...rows.sessions.values()].find((session) => session.id === id) ?? null),
    sessionsDue: (moment) =>
      step(() => sorted(live(), byDeadline).filter((session) => deadlineOf(session) <= moment)),
    sessionsToWarn: (moment) =>
      step(() => sorted(live(), byWarning).filter((session) => (warningOf(session) ?? Infinity) <= moment)),
    nextDeadline: () =>
      step(() => {
        const moments = live().map((session) => warningOf(session) ?? deadlineOf(session));
        return moments.length === 0 ? null : moments.reduce((nearest, moment) => Math.min(nearest, moment));
      }),
    liveSessions: (limit, after) =>
      step(() => pageOf(sorted(live(), byDeadline), byDeadline, limit, after, 1)),
    endedSessions: (limit, after) =>
      step(() => pageOf(sorted(ended(), byEnd).toReversed(), byEnd, limit, after, -1)),
    liveSessionsOf: (account) =>
      step(() => sorted(live(), ({ key }) => [0, key]).filter(({ accounts }) => accounts.includes(account))),
    countSessions: () => step(() => ({ live: live().length, ended: ended().length })),

    request: (id) => step(() => rows.requests.get(id) ?? null),
    requests: () =>
      step(() => [...rows.requests.values()].toSorted((one, other) => one.heldAt - other.heldAt)),

    clockMark: () => step(() => rows.clockMark),
    loss: () => step(() => rows.loss),
    copyKey: () => step(() => rows.copyKey),
    siteLimits: (site) => step(() => rows.siteLimits.get(site) ?? null),

    vault: () => step(() => rows.vault),
    backupFacts: () => step(() => rows.backupFacts),
    unlockAttempts: () => step(() => rows.unlockAttempts),
    accounts: () => step(() => rows.accounts),
    settings: () => step(() => rows.settings),
    addedNetworks: () => step(() => sorted([...rows.networks.values()], ({ chain }) => [chain, ''])),
    tokens: (chain) =>
      step(() =>
        sorted([...rows.tokens.values()], ({ address }) => [0, address]).filter(
          (token) => token.chain === chain,
        ),
      ),
    everyToken: () => step(() => [...rows.tokens.values()]),
    transaction: (hash) => step(() => rows.transactions.get(hash) ?? null),
    transactionsOf: (account, limit, after) =>
      step(() => {
        const own = [...rows.transactions.values()].filter(({ from }) => from === account);
        return pageOf(sorted(own, bySigning).toReversed(), bySigning, limit, after, -1);
      }),
    pendingTransactions: () =>
      step(() =>
        sorted([...rows.transactions.values()], bySigning).filter(({ status }) => isOnItsWay(status)),
      ),
    lookUps: () => step(() => rows.lookUps),
    switchedOff: () => step(() => rows.switchedOff),
    lastUpdate: () => step(() => rows.lastUpdate),
    ownDevice: () => step(() => rows.ownDevice),
    claims: (of) => step(() => rows.claims.get(of) ?? null),
    everyClaims: () => step(() => [...rows.claims.values()]),
    journal: (limit, after) =>
      step(() => {
        const numbered = rows.journal.map((entry, position) => ({ position, entry }));
        const { items, next } = pageOf(
          numbered.toReversed(),
          ({ position }) => [position, ''],
          limit,
          after,
          -1,
        );
        return { items: items.map(({ entry }) => entry), next };
      }),

    putSession: (session) =>
      step(() => {
        mustFit(sessionTable, sessionRow(session));
        const twin = [...rows.sessions.values()].find(
          ({ id, key }) => id === session.id && key !== session.key,
        );
        if (twin !== undefined) throw new Error('Another session has this id.');
        const stored = rows.sessions.get(session.key);
        if (stored?.id === session.id && stored.end !== null && session.end === null) {
          throw new Error('An ended session never lives again.');
        }
        rows.sessions.set(session.key, structuredClone(session));
      }),
    deleteSession: (key) => step(() => void rows.sessions.delete(key)),
    putRequest: (request) =>
      step(() => {
        mustFit(requestTable, { request, sequence: 0 });
        rows.requests.set(request.id, structuredClone(request));
      }),
    deleteRequest: (id) => step(() => void rows.requests.delete(id)),
    putClockMark: (mark) =>
      step(() => {
        mustFit(clockMarkTable, { name: 'clockMark', value: mark });
        rows.clockMark = mark;
      }),
    putLoss: (loss) =>
      step(() => {
        mustFit(lossTable, { name: 'loss', value: loss });
        rows.loss = structuredClone(loss);
      }),
    putCopyKey: (key) =>
      step(() => {
        mustFit(copyKeyTable, { name: 'copyKey', value: key });
        rows.copyKey = key;
      }),
    putGeneration: () => step(() => undefined),
    putSiteLimits: (site, limits) =>
      step(() => {
        mustFit(siteLimitsTable, { site, limits });
        rows.siteLimits.set(site, structuredClone(limits));
      }),
    putVault: (vault) =>
      step(() => {
        mustFit(vaultTable, { name: 'vault', vault });
        rows.vault = structuredClone(vault);
      }),
    putUnlockAttempts: (attempts) =>
      step(() => {
        mustFit(unlockAttemptsTable, { name: 'unlockAttempts', value: attempts });
        rows.unlockAttempts = structuredClone(attempts);
      }),
    putBackupFacts: (facts) =>
      step(() => {
        mustFit(backupFactsTable, { name: 'backup', value: facts });
        rows.backupFacts = structuredClone(facts);
      }),
    putAccounts: (accounts) =>
      step(() => {
        for (const [position, account] of accounts.entries()) mustFit(accountTable, { account, position });
        if (new Set(accounts.map(({ address }) => address)).size < accounts.length) {
          throw new Error('An account is there twice.');
        }
        rows.accounts = structuredClone(accounts);
      }),
    putSettings: (settings) =>
      step(() => {
        mustFit(settingsTable, { name: 'settings', settings });
        rows.settings = structuredClone(settings);
      }),
    putAddedNetwork: (network) =>
      step(() => {
        mustFit(networkTable, { network });
        rows.networks.set(network.chain, structuredClone(network));
      }),
    deleteAddedNetwork: (chain) => step(() => void rows.networks.delete(chain)),
    putToken: (token) =>
      step(() => {
        mustFit(tokenTable, { token });
        rows.tokens.set(tokenKey(token), structuredClone(token));
      }),
    deleteToken: (chain, address) => step(() => void rows.tokens.delete(tokenKey({ chain, address }))),
    putTransaction: (transaction) =>
      step(() => {
        mustFit(transactionTable, transactionRow(transaction));
        rows.transactions.set(transaction.hash, structuredClone(transaction));
      }),
    putLookUps: (value) =>
      step(() => {
        mustFit(lookUpsTable, { name: 'lookUps', value });
        rows.lookUps = structuredClone(value);
      }),
    putSwitchedOff: (value) =>
      step(() => {
        mustFit(switchedOffTable, { name: 'switchedOff', value });
        rows.switchedOff = structuredClone(value);
      }),
    putLastUpdate: (note) =>
      step(() => {
        mustFit(lastUpdateTable, { name: 'lastUpdate', value: note });
        rows.lastUpdate = structuredClone(note);
      }),
    putOwnDevice: (device) =>
      step(() => {
        mustFit(ownDeviceTable, { name: 'device', value: device });
        rows.ownDevice = structuredClone(device);
      }),
    putClaims: (claims) =>
      step(() => {
        mustFit(claimTable, { claims });
        rows.claims.set(claims.account, structuredClone(claims));
      }),
    deleteClaims: (of) => step(() => void rows.claims.delete(of)),
    appendJournal: (at, event) =>
      step(() => {
        mustFit(journalTable, { entry: { at, event } });
        rows.journal.push(structuredClone({ at, event }));
      }),
  };

  watch();
  return {
    writes,
    /** Before the commit: whatever failed within fails the whole, even where `work` swallowed it. */
    finish(): void {
      failure ??= fault();
      if (failure !== null) throw failure;
      isOver = true;
    },
  };
}

/** The real store refuses what it could not read again, and so must this one. */
function mustFit<Row>(table: Table<Row>, row: Row): void {
  const parsed = v.safeParse(table.schema(), row);
  if (!parsed.success)
    throw new Error(`A row for ${table.store} is malformed: ${v.summarize(parsed.issues)}`);
}

function tokenKey({ chain, address }: Pick<Token, 'chain' | 'address'>): string {
  return JSON.stringify([chain, address]);
}

/** What a list is sorted by: a moment or number, then the row's own key. */
type Rank = readonly [number, string];

function compare([number, key]: Rank, [otherNumber, otherKey]: Rank): number {
  if (number !== otherNumber) return number - otherNumber;
  if (key === otherKey) return 0;
  return key < otherKey ? -1 : 1;
}

function sorted<Item>(items: readonly Item[], rank: (item: Item) => Rank): Item[] {
  return items.toSorted((one, other) => compare(rank(one), rank(other)));
}

/** `items` is sorted already; `direction` says how. */
function pageOf<Item>(
  items: readonly Item[],
  rank: (item: Item) => Rank,
  limit: number,
  after: string | null,
  direction: 1 | -1,
): Page<Item> {
  const from: Rank | null = after === null ? null : JSON.parse(after);
  const rest = from === null ? items : items.filter((item) => compare(rank(item), from) * direction > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page,
    next: last === undefined || rest.length <= limit ? null : JSON.stringify(rank(last)),
  };
}

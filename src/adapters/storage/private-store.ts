import * as v from 'valibot';
import type { Store } from '../../services/ports';
import { networkTable, tokenTable, transactionTable } from './chain-store';
import { asStoreFailed } from './database';
import { journalTable } from './journal-store';
import {
  copyTables,
  emptyTables,
  memoryRows,
  rowsNamed,
  setRow,
  type Rows,
  type Tables,
} from './memory-rows';
import { lookUpsTable } from './network-store';
import { combineReads, combineWrites } from './private-rows';
import { once, type StoreName, type Table } from './records';
import { requestTable, siteLimitsTable } from './request-store';
import type { Findings } from './rows';
import { clockMarkTable, sessionTable } from './session-store';
import { readsOver } from './store';

/** What is needed of `storage.session`: memory that outlives the worker. Nothing of it is ever on disk. */
export interface MemoryArea {
  get(keys: string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** The store of private windows (SEC-26). */
export interface PrivateStore extends Store {
  /** Forgets every row: the last private window closed. */
  clear(): Promise<void>;
}

const metaTable = {
  store: 'meta',
  schema: once(() => v.union([clockMarkTable.schema(), lookUpsTable.schema()])),
} as const;

/** What belongs to private windows alone; everything else is the wallet's, and there is one wallet. */
const ownTables = {
  sessions: sessionTable,
  requests: requestTable,
  transactions: transactionTable,
  journal: journalTable,
  siteLimits: siteLimitsTable,
  networks: networkTable,
  tokens: tokenTable,
  meta: metaTable,
} as const satisfies Partial<Record<StoreName, Table<unknown>>>;

/** One item for each table, so that a write mirrors only what it has changed. */
const itemOf = (table: string) => `private:${table}`;
const items = Object.keys(ownTables).map(itemOf);

/** It is read back whole with each life of the worker, and there is little room. */
const mostEntries = 500;

/**
 * The port `Store` for private windows: their rows in memory, mirrored into `area` before a write is acknowledged,
 * because the worker sleeps. The wallet itself is read from `wallet`, and changed there. Every transaction runs
 * within one of the wallet's, so that both see one state and are written together.
 */
export function createPrivateStore(wallet: Store, area: MemoryArea): PrivateStore {
  let loading: Promise<Tables> | null = null;
  let lastWrite: Promise<unknown> = Promise.resolve();

  function load(): Promise<Tables> {
    loading ??= readBack(area).catch((error: unknown) => {
      loading = null;
      throw asStoreFailed(error, 'failed', 'The memory of private windows does not answer.');
    });
    return loading;
  }

  /** One after the other, in the order of the calls. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = lastWrite.then(work);
    lastWrite = turn.catch(() => null);
    return turn;
  }

  async function keep(before: Tables, after: Tables): Promise<void> {
    try {
      await mirror(area, before, after);
      loading = Promise.resolve(after);
    } catch (error) {
      // What the area holds now is not known: it is asked again.
      loading = null;
      throw asStoreFailed(error, 'failed', 'The memory of private windows takes no more.');
    }
  }

  return {
    async read(work) {
      await lastWrite;
      const tables = await load();
      return wallet.read((base) =>
        within((findings) => {
          const rows = memoryRows(tables, findings);
          return work(combineReads(readsOver(rows), base));
        }),
      );
    },
    write: (work) =>
      inTurn(async () => {
        const before = await load();
        const after = copyTables(before);
        const result = await wallet.write((base) =>
          within((findings) => work(combineWrites(memoryRows(after, findings), base))),
        );
        forgetOldest(after.journal);
        await keep(before, after);
        return result;
      }),
    session: async (key) => readsOver(memoryRows(await load(), noFindings())).session(key),
    clockMark: async () => readsOver(memoryRows(await load(), noFindings())).clockMark(),
    isRestoring: async () => false,
    isCopyBehind: () => false,
    compareCopy: async () => ({ standing: 'in-step' }),
    beginAnew: (withoutCopy) => wallet.beginAnew(withoutCopy),
    clear: () =>
      inTurn(async () => {
        loading = null;
        await area.remove(items);
      }),
  };
}

/** Does the work; one step that failed fails the whole, whatever became of its error. */
async function within<Result>(work: (findings: Findings) => Promise<Result>): Promise<Result> {
  const findings = noFindings();
  const result = await work(findings).catch((error: unknown) => {
    throw findings.failure ?? error;
  });
  if (findings.failure !== null) throw findings.failure;
  return result;
}

function noFindings(): Findings {
  return { damages: [], failure: null, goOn: () => {} };
}

/** The rows of an earlier life of the worker. Where any of them is not what it should be, there are none. */
async function readBack(area: MemoryArea): Promise<Tables> {
  const found = await area.get(items);
  const tables = emptyTables();
  for (const [name, table] of Object.entries(ownTables)) {
    const kept = v.safeParse(v.nullish(v.array(table.schema())), found[itemOf(name)]);
    if (!kept.success) return emptyTables();
    for (const row of kept.output ?? []) setRow(tables, table.store, row);
  }
  return tables;
}

async function mirror(area: MemoryArea, before: Tables, after: Tables): Promise<void> {
  const changed: Record<string, unknown> = {};
  for (const name of Object.keys(ownTables)) {
    const [rows, earlier] = [rowsNamed(after, name), rowsNamed(before, name)];
    if (rows !== null && earlier !== null && !isSame(rows, earlier))
      changed[itemOf(name)] = [...rows.values()];
  }
  if (Object.keys(changed).length > 0) await area.set(changed);
}

/** Rows are replaced, never changed. */
function isSame(rows: Rows, others: Rows): boolean {
  return rows.size === others.size && [...rows].every(([key, row]) => others.get(key) === row);
}

function forgetOldest(journal: Rows): void {
  for (const key of journal.keys()) {
    if (journal.size <= mostEntries) return;
    journal.delete(key);
  }
}

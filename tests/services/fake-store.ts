import 'fake-indexeddb/auto';
import { copyTables, emptyTables, memoryRows } from '../../src/adapters/storage/memory-rows';
import { newCopyNotes } from '../../src/adapters/storage/copy-changes';
import type { Findings } from '../../src/adapters/storage/rows';
import { readsOver, writesOver } from '../../src/adapters/storage/store';
import { isRestoring } from '../../src/core/loss';
import { StoreFailed, type Reads, type Store } from '../../src/services/ports';

/** The port `Store` in memory, held to the same contract as the real one (`store-contract.ts`). */
export interface FakeStore extends Store {
  /** From now on every call rejects with this; null mends the store. */
  breakWith(error: StoreFailed | null): void;
  /** How many writes were committed. */
  commits(): number;
}

// Taken before any test replaces the timers.
const { setImmediate } = globalThis;

/** An empty store. Writes are serial and work on a copy; a transaction that awaits anything but the store dies. */
export function createFakeStore(): FakeStore {
  let committed = emptyTables();
  let broken: StoreFailed | null = null;
  let commits = 0;
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function transact<Result>(work: (findings: Findings) => Promise<Result>): Promise<Result> {
    const transaction = beginTransaction(() => broken);
    const result = await work(transaction.findings).catch((error: unknown) => {
      transaction.finish();
      throw error;
    });
    transaction.finish();
    return result;
  }

  const warm = <Result>(ask: (reads: Reads) => Promise<Result>) =>
    transact((findings) => ask(readsOver(memoryRows(committed, findings))));

  return {
    async read(work) {
      await lastWrite;
      return transact((findings) => work(readsOver(memoryRows(committed, findings))));
    },
    write(work) {
      const write = lastWrite.then(async () => {
        const tables = copyTables(committed);
        const result = await transact((findings) =>
          work(
            writesOver(
              memoryRows(tables, findings),
              { sessions: new Map(), clockMark: null, loss: null },
              { live: 0, ended: 0 },
              newCopyNotes(),
            ),
          ),
        );
        committed = tables;
        commits += 1;
        return result;
      });
      lastWrite = write.catch(() => null);
      return write;
    },
    session: (key) => warm((reads) => reads.session(key)),
    clockMark: () => warm((reads) => reads.clockMark()),
    isRestoring: () => warm(async (reads) => isRestoring(await reads.loss())),
    compareCopy: async () => ({ standing: 'in-step' }),
    beginAnew: async () => {},
    breakWith(error) {
      broken = error;
    },
    commits: () => commits,
  };
}

/** Like IndexedDB's, a transaction ends by itself when it is left idle for a task. */
function beginTransaction(fault: () => StoreFailed | null) {
  let steps = 0;
  let failure: StoreFailed | null = null;

  function watch(): void {
    steps += 1;
    const seen = steps;
    setImmediate(() => {
      if (seen === steps)
        failure ??= new StoreFailed('failed', 'The transaction ended while it was left waiting.');
    });
  }

  const findings: Findings = {
    damages: [],
    get failure() {
      return (failure ??= fault());
    },
    set failure(found) {
      failure = found;
    },
    goOn: watch,
  };
  watch();
  return {
    findings,
    /** Before the commit: whatever failed within fails the whole, even where `work` swallowed it. */
    finish(): void {
      if (findings.failure !== null) throw findings.failure;
      steps += 1;
    },
  };
}

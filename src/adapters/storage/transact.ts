import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { Millis } from '../../core/units';
import { StoreFailed } from '../../services/ports';
import { abort, asStoreFailed, within } from './database';
import type { StoreName } from './records';

export type Mode = 'readonly' | 'readwrite';
export type Transaction<In extends Mode = Mode> = IDBPTransaction<unknown, string[], In>;
export type Ending = 'committed' | 'aborted';

export interface TransactionPlan<In extends Mode, Result> {
  readonly mode: In;
  readonly stores: readonly StoreName[];
  /** From its beginning, in the same task, to its end. */
  readonly timeout: Millis;
  /** Awaits nothing but requests of `tx`. */
  readonly work: (tx: Transaction<In>) => Promise<Result>;
  /** The first thing that failed within, whatever `work` made of it. */
  readonly failure: () => StoreFailed | null;
  /** Told in the task in which the database says so, hence in the order of commits. */
  readonly onEnd: (ending: Ending) => void;
}

/**
 * Runs `work` in one transaction. A write is answered after it was committed with strict durability (SEC-22);
 * when `work` rejects, it is aborted and the answer is the same error.
 * @throws StoreFailed where the database failed, or `work` awaited something else and let its transaction end
 */
export function transact<In extends Mode, Result>(
  db: IDBPDatabase,
  plan: TransactionPlan<In, Result>,
): Promise<Result> {
  const tx = begin(db, plan);
  let ending: Ending | null = null;
  const ended = new Promise<Ending>((resolve) => {
    const end = (how: Ending) => () => {
      ending = how;
      plan.onEnd(how);
      resolve(how);
    };
    tx.addEventListener('complete', end('committed'));
    tx.addEventListener('abort', end('aborted'));
  });

  async function run(): Promise<Result> {
    let result: Result;
    try {
      result = await plan.work(tx);
    } catch (error) {
      abort(tx);
      const failure = plan.failure();
      if (failure !== null) throw failure;
      if (plan.mode === 'readwrite' && (await ended) === 'committed') {
        throw new StoreFailed(
          'failed',
          'A write was committed before it failed: it awaited something else.',
          error,
        );
      }
      throw error;
    }
    const failure = plan.failure();
    if (failure !== null) {
      abort(tx);
      throw failure;
    }
    if (plan.mode === 'readonly') return result;
    if (ending === 'committed') {
      throw new StoreFailed(
        'failed',
        'A write was committed before it was complete: it awaited something else.',
      );
    }
    if ((await ended) === 'aborted')
      throw new StoreFailed('failed', 'The write was not committed.', tx.error);
    return result;
  }

  return within(plan.timeout, run(), () => {
    abort(tx);
    return new StoreFailed('timed-out', 'The database did not answer in time.');
  });
}

function begin<In extends Mode>(
  db: IDBPDatabase,
  { mode, stores }: Pick<TransactionPlan<In, unknown>, 'mode' | 'stores'>,
): Transaction<In> {
  try {
    const tx = db.transaction([...stores], mode, { durability: 'strict' });
    tx.done.catch(() => {}); // How it ends is heard by `transact` itself.
    return tx;
  } catch (error) {
    throw asStoreFailed(error, 'failed', 'The database takes no transaction.');
  }
}

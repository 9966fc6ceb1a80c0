import type { IDBPTransaction } from 'idb';
import type { Millis } from '../../core/units';
import { StoreFailed } from '../../services/ports';
import { abort, asStoreFailed, within, type Connection } from './database';
import type { StoreName } from './records';

export type Mode = 'readonly' | 'readwrite';
export type Transaction<In extends Mode = Mode> = IDBPTransaction<unknown, string[], In>;
export type Ending = 'committed' | 'aborted';

export interface Plan<In extends Mode, Result> {
  readonly mode: In;
  readonly stores: readonly StoreName[];
  /** How long it may go on without a step. */
  readonly timeout: Millis;
  /** Runs in the task in which the transaction begins; awaits nothing but requests of it; calls `goOn` at each step. */
  readonly work: (tx: Transaction<In>, goOn: () => void) => Promise<Result>;
  /** The first thing that failed within, whatever `work` made of it. */
  readonly failure: () => StoreFailed | null;
  /** Told in the task in which the database says so, hence in the order of commits. */
  readonly onEnd: (ending: Ending) => void;
}

/**
 * Does the work in one transaction. A write is answered after it was committed with strict durability (SEC-22);
 * when `work` rejects, it is aborted and the answer is the same error. After a fault the connection is given up.
 * @throws StoreFailed where the database failed, or `work` awaited something else and let its transaction end
 */
export async function transact<In extends Mode, Result>(
  connect: () => Promise<Connection>,
  plan: Plan<In, Result>,
): Promise<Result> {
  let connection = await connect();
  let tx: Transaction<In>;
  try {
    try {
      tx = begin(connection, plan);
    } catch {
      // It may be gone before it says so. Nothing has happened yet, and a new one does as well.
      connection.drop();
      connection = await connect();
      tx = begin(connection, plan);
    }
    return await carryOut(tx, plan);
  } catch (error) {
    if (error instanceof StoreFailed) connection.drop();
    throw error;
  }
}

function begin<In extends Mode>(
  { db }: Connection,
  { mode, stores }: Pick<Plan<In, unknown>, 'mode' | 'stores'>,
): Transaction<In> {
  try {
    const tx = db.transaction([...stores], mode, { durability: 'strict' });
    tx.done.catch(() => {}); // How it ends is heard below.
    return tx;
  } catch (error) {
    throw asStoreFailed(error, 'failed', 'The database takes no transaction.');
  }
}

function carryOut<In extends Mode, Result>(tx: Transaction<In>, plan: Plan<In, Result>): Promise<Result> {
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

  async function run(goOn: () => void): Promise<Result> {
    let result: Result;
    try {
      result = await plan.work(tx, goOn);
    } catch (error) {
      return undo(error);
    }
    const failure = plan.failure();
    if (failure !== null) return undo(failure);
    if (plan.mode === 'readonly') return result;
    if (ending === 'committed') {
      throw new StoreFailed('failed', 'A write was committed half-way: it awaited something else.');
    }
    if ((await ended) === 'aborted')
      throw new StoreFailed('failed', 'The write was not committed.', tx.error);
    return result;
  }

  async function undo(error: unknown): Promise<never> {
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

  return within(plan.timeout, run, () => {
    abort(tx);
    return new StoreFailed('timed-out', 'The database did not answer in time.');
  });
}

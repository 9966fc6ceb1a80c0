import { wrap, type IDBPDatabase } from 'idb';
import type { Millis } from '../../core/units';
import { StoreFailed } from '../../services/ports';
import type { Migration } from './migrations';

/** Where a database is, how it is made, and how long it may leave anything unanswered. */
export interface DatabasePlace {
  readonly factory: IDBFactory;
  readonly name: string;
  readonly migrations: readonly Migration[];
  readonly timeout: Millis;
  /** The rows that a new database is begun with, in the same transaction as its stores. Asked for only then. */
  readonly begin?: () => Promise<readonly FirstRow[]>;
}

export interface FirstRow {
  readonly store: string;
  readonly row: unknown;
}

/** An open database. */
export interface Connection {
  readonly db: IDBPDatabase;
  /** Gives this connection up, whatever state it is in; what is under way in it comes to its end. */
  drop(): void;
}

/**
 * One connection at a time, opened when it is first needed and again after it was lost. `onLost` is told when one
 * was given up or taken away: from then on others may write.
 */
export function createDatabase(place: DatabasePlace, onLost: () => void): () => Promise<Connection> {
  let current: Promise<Connection> | null = null;

  function connect(): Promise<Connection> {
    const opening = open(place).then((db) => {
      const drop = () => {
        db.close();
        if (current !== opening) return;
        current = null;
        onLost();
      };
      db.addEventListener('versionchange', drop);
      db.addEventListener('close', drop);
      return { db: wrap(db), drop };
    });
    opening.catch(() => {
      current = null;
    });
    return opening;
  }

  return () => (current ??= connect());
}

/**
 * Opens the database in the version of its newest migration, or leaves it as it was. One that does not exist is not
 * made before it is known what it begins with: half a beginning would be an empty wallet. @throws StoreFailed
 */
async function open(place: DatabasePlace): Promise<IDBDatabase> {
  const { begin } = place;
  const opened = await openWith(place, begin === undefined ? [] : null);
  return opened === 'is-new' ? mustOpen(await openWith(place, (await begin?.()) ?? [])) : opened;
}

function mustOpen(opened: IDBDatabase | 'is-new'): IDBDatabase {
  if (opened === 'is-new') throw new StoreFailed('cannot-open', 'The database was not begun.');
  return opened;
}

/** @param firstRows null: a database that does not exist is not made */
function openWith(
  { factory, name, migrations, timeout }: DatabasePlace,
  firstRows: readonly FirstRow[] | null,
): Promise<IDBDatabase | 'is-new'> {
  let isBlocked = false;
  let isGivenUp = false;
  let isNew = false;
  let failedStep: unknown = null;
  const opened = new Promise<IDBDatabase | 'is-new'>((resolve, reject) => {
    const request = factory.open(name, migrations.length);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      const tx = request.transaction;
      if (tx === null) throw new Error('An upgrade without a transaction');
      isNew = oldVersion === 0;
      if (isNew && firstRows === null) {
        abort(tx);
        return;
      }
      migrate(request.result, tx, migrations.slice(oldVersion))
        .then(() => {
          for (const { store, row } of isNew ? (firstRows ?? []) : []) tx.objectStore(store).put(row);
        })
        .catch((error: unknown) => {
          failedStep = error;
          abort(tx);
        });
    });
    request.addEventListener('blocked', () => {
      isBlocked = true;
    });
    request.addEventListener('error', () => {
      if (isNew && firstRows === null) resolve('is-new');
      else reject(openingFailure(request.error, failedStep));
    });
    request.addEventListener('success', () => {
      if (isGivenUp) request.result.close();
      resolve(request.result);
    });
  }).catch((error: unknown) => {
    throw asStoreFailed(error, 'cannot-open', 'The database does not open.');
  });
  return within(
    timeout,
    () => opened,
    () => {
      isGivenUp = true;
      const why = isBlocked ? 'An older copy of Sekisho still holds the database.' : 'It does not answer.';
      return new StoreFailed('timed-out', `The database did not open in time. ${why}`);
    },
  );
}

/** Deletes the database, whatever state it is in. @throws StoreFailed */
export function deleteDatabase({ factory, name, timeout }: DatabasePlace): Promise<void> {
  const deleted = new Promise<void>((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () =>
      reject(new StoreFailed('failed', 'The database cannot be deleted.', request.error)),
    );
  });
  return within(
    timeout,
    () => deleted,
    () => new StoreFailed('timed-out', 'The database was not deleted in time.'),
  );
}

async function migrate(db: IDBDatabase, tx: IDBTransaction, steps: readonly Migration[]): Promise<void> {
  for (const step of steps) await step(db, tx);
}

function openingFailure(error: DOMException | null, failedStep: unknown): StoreFailed {
  if (error?.name === 'VersionError') {
    return new StoreFailed('later-version', 'The database was written by a later version of Sekisho.', error);
  }
  return failedStep === null
    ? new StoreFailed('cannot-open', 'The database does not open.', error)
    : new StoreFailed('cannot-open', 'The database could not be brought up to date.', failedStep);
}

/** Rejects with what `giveUp` says when the promise does not settle, and nobody calls `goOn`, for that long. */
export async function within<Result>(
  timeout: Millis,
  act: (goOn: () => void) => Promise<Result>,
  giveUp: () => StoreFailed,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rejectLate: (error: StoreFailed) => void = () => {};
  const late = new Promise<never>((_, reject) => {
    rejectLate = reject;
  });
  const goOn = () => {
    clearTimeout(timer);
    timer = setTimeout(() => rejectLate(giveUp()), timeout);
  };
  goOn();
  try {
    return await Promise.race([act(goOn), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Aborts the transaction if that is still possible. */
export function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error; // It is over already.
  }
}

/** The error itself where it is the store's own, otherwise one that has it as its cause. */
export function asStoreFailed(error: unknown, fault: StoreFailed['fault'], message: string): StoreFailed {
  return error instanceof StoreFailed ? error : new StoreFailed(fault, message, error);
}

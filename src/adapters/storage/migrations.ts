/**
 * Takes the database from one version to the next; when it throws, nothing of the upgrade stays. Only requests
 * of `tx` may be awaited in it (`wrap` of idb makes promises of them).
 */
export type Migration = (db: IDBDatabase, tx: IDBTransaction) => void | Promise<void>;

/**
 * Step n makes version n. A released step is never edited, and its names and values are written out here, so
 * that no later change elsewhere changes what it did. Each released version has a fixture in tests/fixtures.
 *
 * A row that lacks the field of an index is not in it: `deadline` stands beside live sessions only, so what is
 * due is found without a look at those that ended. A row of `meta` that is missing reads as its first value.
 */
export const migrations: readonly Migration[] = [createFirstStores, admitSecondCopy, admitClaims];

/** Version 1. */
function createFirstStores(db: IDBDatabase): void {
  const sessions = db.createObjectStore('sessions', { keyPath: 'session.key' });
  sessions.createIndex('id', 'session.id', { unique: true });
  sessions.createIndex('deadline', ['deadline', 'session.key']);
  sessions.createIndex('warnAt', ['warnAt', 'session.key']);
  sessions.createIndex('endedAt', ['session.end.at', 'session.key']);
  sessions.createIndex('liveAccounts', 'liveAccounts', { multiEntry: true });

  const requests = db.createObjectStore('requests', { keyPath: 'request.id' });
  requests.createIndex('order', ['request.heldAt', 'sequence'], { unique: true });

  const transactions = db.createObjectStore('transactions', { keyPath: 'transaction.hash' });
  transactions.createIndex('from', ['transaction.from', 'transaction.signedAt', 'transaction.hash']);
  transactions.createIndex('pending', ['pendingSince', 'transaction.hash']);

  db.createObjectStore('journal', { keyPath: 'sequence', autoIncrement: true });
  db.createObjectStore('quarantine', { keyPath: 'sequence', autoIncrement: true });
  db.createObjectStore('siteLimits', { keyPath: 'site' });
  db.createObjectStore('vault', { keyPath: 'name' });
  db.createObjectStore('accounts', { keyPath: 'account.address' });
  db.createObjectStore('settings', { keyPath: 'name' });
  db.createObjectStore('networks', { keyPath: 'network.chain' });
  db.createObjectStore('tokens', { keyPath: ['token.chain', 'token.address'] });
  db.createObjectStore('meta', { keyPath: 'name' });
}

/**
 * Version 2. The second copy's generations begin. From here on there are rows (of a second copy, of a loss) that version 1 would take for
 * damaged ones, so it must not open this database any more.
 */
function admitSecondCopy(_: IDBDatabase, tx: IDBTransaction): void {
  tx.objectStore('meta').put({ name: 'generation', value: 0 });
}

/** Version 3. What is known of the devices of each account; the settings say where they meet. */
function admitClaims(db: IDBDatabase): void {
  db.createObjectStore('claims', { keyPath: 'claims.account' });
}

import type { Session, SessionKey } from '../../core/session';
import { second, type Millis } from '../../core/units';
import type { Reads, Store, Writes } from '../../services/ports';
import { chainReads, chainWrites } from './chain-store';
import { createDatabase } from './database';
import { journalReads, journalWrites } from './journal-store';
import { createMemory, type Changes } from './memory';
import { migrations, type Migration } from './migrations';
import { keepDamaged, moveDamaged } from './quarantine';
import { storeNames, type StoreName } from './records';
import { requestReads, requestWrites } from './request-store';
import { rowReads, rowWrites, type Damage, type Findings, type RowReads, type RowWrites } from './rows';
import { keepSessionCount, type Tally } from './session-count';
import { sessionReads, sessionWrites } from './session-store';
import { transact, type Ending, type Mode, type Transaction } from './transact';
import { vaultReads, vaultWrites } from './vault-store';

export interface StoreOptions {
  readonly name: string;
  /** The wall clock, for the journal entry of a quarantine. */
  readonly now: () => Millis;
  /** Records were moved to quarantine, and the journal says which. */
  readonly onQuarantined: () => void;
  /** How long the opening, or a step of a transaction, may take. */
  readonly timeout: Millis;
  readonly migrations: readonly Migration[];
}

/**
 * The port `Store` over IndexedDB. Opens nothing before the first call. There must be one per database: what
 * its memory holds is right only while all writes go through it.
 */
export function createStore(factory: IDBFactory, options: Partial<StoreOptions> = {}): Store {
  const { now, onQuarantined, ...place }: StoreOptions = {
    name: 'sekisho',
    now: () => Date.now(),
    onQuarantined: () => {},
    timeout: 10 * second,
    migrations,
    ...options,
  };
  const memory = createMemory();
  const connect = createDatabase({ factory, ...place }, forget);
  /** Cold reads under way, by what they will tell. One that a write has overtaken is not joined. */
  const coldReads = new Map<string, Promise<Warm>>();
  let isRepairing = false;

  function forget(): void {
    memory.forget();
    coldReads.clear();
  }

  async function run<In extends Mode, Result>(
    mode: In,
    stores: readonly StoreName[],
    work: (tx: Transaction<In>, findings: Findings) => Promise<Result>,
    onEnd: (ending: Ending, findings: Findings) => void,
  ): Promise<Result> {
    const findings: Findings = { damages: [], failure: null, goOn: () => {} };
    let isMended = false;
    try {
      return await transact(connect, {
        mode,
        stores,
        timeout: place.timeout,
        work(tx, goOn) {
          findings.goOn = goOn;
          return work(tx, findings);
        },
        failure: () => findings.failure,
        onEnd(ending) {
          isMended = mode === 'readwrite' && ending === 'committed';
          onEnd(ending, findings);
        },
      });
    } finally {
      if (!isMended && findings.damages.length > 0) repair(findings.damages);
    }
  }

  function write<Result>(work: (rows: RowWrites, changes: Changes) => Promise<Result>): Promise<Result> {
    const changes: Changes = { sessions: new Map(), clockMark: null };
    return run(
      'readwrite',
      storeNames,
      (tx, findings) => {
        memory.beginWrite();
        coldReads.clear();
        const onDamage = {
          move: (damage: Damage) => moveDamaged(tx, damage, now()),
          keep: (damage: Damage) => keepDamaged(tx, damage, now()),
        };
        return work(rowWrites(tx, findings, onDamage), changes);
      },
      (ending, { damages }) => {
        memory.endWrite(ending === 'committed' ? changes : null);
        if (ending === 'aborted' || damages.length === 0) return;
        forget();
        onQuarantined();
      },
    );
  }

  function read<Result>(
    stores: readonly StoreName[],
    work: (rows: RowReads) => Promise<Result>,
  ): Promise<Result> {
    const leaveIt = async () => {};
    return run(
      'readonly',
      stores,
      (tx, findings) => work(rowReads(tx, findings, leaveIt)),
      () => {},
    );
  }

  /** Quarantines what a transaction found that could not do so itself. */
  function repair(damages: readonly Damage[]): void {
    if (isRepairing) return;
    isRepairing = true;
    write(async (rows) => {
      for (const damage of damages) await rows.quarantine(damage);
    })
      // The rows stay where they are, unused, and are found again.
      .catch(() => {})
      .finally(() => {
        isRepairing = false;
      });
  }

  /** Reads a session and the clock mark, or the mark alone, into memory. */
  function readCold(key: SessionKey | null): Promise<Warm> {
    const joined = coldReads.get(key ?? clockMark);
    if (joined !== undefined) return joined;
    const coldRead = read(['sessions', 'meta'], async (rows) => {
      const ticket = memory.beginRead();
      const reads = sessionReads(rows);
      const [session, mark] = await Promise.all([
        key === null ? null : reads.session(key),
        memory.clockMark() ?? reads.clockMark(),
      ]);
      if (key !== null) memory.keepSession(ticket, key, session);
      memory.keepClockMark(ticket, mark);
      return { session, mark };
    });
    const told = key === null ? [clockMark] : [key, clockMark];
    const names = told.filter((name) => !coldReads.has(name));
    for (const name of names) coldReads.set(name, coldRead);
    const leave = () => {
      for (const name of names) if (coldReads.get(name) === coldRead) coldReads.delete(name);
    };
    coldRead.then(leave, leave);
    return coldRead;
  }

  return {
    read: (work) => read(storeNames, (rows) => work(readsOver(rows))),
    write: (work) =>
      write(async (rows, changes) => {
        const tally = { live: 0, ended: 0 };
        const result = await work(writesOver(rows, changes, tally));
        await keepSessionCount(rows, tally);
        return result;
      }),
    async session(key) {
      const known = memory.session(key);
      return known === undefined ? (await readCold(key)).session : known;
    },
    clockMark: async () => memory.clockMark() ?? (await readCold(null)).mark,
  };
}

const clockMark = 'clockMark';

/** What a cold read tells. */
interface Warm {
  readonly session: Session | null;
  readonly mark: Millis;
}

export function readsOver(rows: RowReads): Reads {
  return {
    ...sessionReads(rows),
    ...requestReads(rows),
    ...vaultReads(rows),
    ...chainReads(rows),
    ...journalReads(rows),
  };
}

export function writesOver(rows: RowWrites, changes: Changes, tally: Tally): Writes {
  return {
    ...readsOver(rows),
    ...sessionWrites(rows, changes, tally),
    ...requestWrites(rows),
    ...vaultWrites(rows),
    ...chainWrites(rows),
    ...journalWrites(rows),
  };
}

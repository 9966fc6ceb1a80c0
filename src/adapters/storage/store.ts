import { isRestoring } from '../../core/loss';
import type { Session, SessionKey } from '../../core/session';
import { second, type Millis } from '../../core/units';
import { StoreFailed, type Reads, type Store, type Writes } from '../../services/ports';
import { backupReads, backupWrites } from './backup-store';
import { chainReads, chainWrites } from './chain-store';
import { claimReads, claimWrites } from './claim-store';
import type { KeptCopy } from './copy';
import {
  changeOfCopy,
  generationOf,
  newCopyNotes,
  noting,
  readWholeCopy,
  rowsOfEmpty,
  rowsOfLost,
  type CopyChange,
  type CopyNotes,
  type WholeCopy,
} from './copy-changes';
import { copyReads, copyWrites } from './copy-rows';
import {
  asStoreFailed,
  createDatabase,
  deleteDatabase,
  within,
  type DatabasePlace,
  type FirstRow,
} from './database';
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
import { updateReads, updateWrites } from './update-store';
import { vaultReads, vaultWrites } from './vault-store';

export interface StoreOptions {
  readonly name: string;
  /** The wall clock, for the journal entry of a quarantine. */
  readonly now: () => Millis;
  /** Records were moved to quarantine, and the journal says which. */
  readonly onQuarantined: () => void;
  /** The database was gone, and was begun anew with the vault of the second copy. */
  readonly onLost: () => void;
  /** The second copy, which each write brings up to date; null: none is kept. */
  readonly copy: KeptCopy | null;
  /** The copy could not be brought up to date. It is made anew at the next change, or start. */
  readonly onCopyFailed: (error: unknown) => void;
  /** What a new database begins with where no copy is kept: asked of the copy of another store. */
  readonly begin: (() => Promise<readonly FirstRow[]>) | null;
  /** How long the opening, or a step of a transaction, may take. */
  readonly timeout: Millis;
  readonly migrations: readonly Migration[];
}

/**
 * The port `Store` over IndexedDB. Opens nothing before the first call. There must be one per database: what
 * its memory holds is right only while all writes go through it.
 */
export function createStore(factory: IDBFactory, options: Partial<StoreOptions> = {}): Store {
  const { now, onQuarantined, onLost, copy, onCopyFailed, begin, ...where }: StoreOptions = {
    name: 'sekisho',
    now: () => Date.now(),
    onQuarantined: () => {},
    onLost: () => {},
    copy: null,
    begin: null,
    onCopyFailed: () => {},
    timeout: 10 * second,
    migrations,
    ...options,
  };
  const memory = createMemory();
  const beginning = copy !== null ? () => beginWith(copy) : begin !== null ? () => ofCopy(begin) : null;
  const place: DatabasePlace = { factory, ...where, ...(beginning === null ? {} : { begin: beginning }) };
  const connect = createDatabase(place, forget);
  /** Cold reads under way, by what they will tell. One that a write has overtaken is not joined. */
  const coldReads = new Map<string, Promise<Warm>>();
  let isCopyGivenUp = false;
  let isCopyBehind = false;
  /** Whether the store was found to be no older than its copy. */
  let isInStep = copy === null;
  let copied: Promise<number | null | 'silent'> | undefined;

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
      if (!isMended && findings.damages.length > 0) await repair(findings.damages);
    }
  }

  function write<Result>(work: (rows: RowWrites, changes: Changes) => Promise<Result>): Promise<Result> {
    const changes: Changes = { sessions: new Map(), clockMark: null, loss: null };
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

  async function read<Result>(
    stores: readonly StoreName[],
    work: (rows: RowReads) => Promise<Result>,
  ): Promise<Result> {
    const leaveIt = async () => {};
    const readOnce = (note: (findings: Findings) => void) =>
      run(
        'readonly',
        stores,
        (tx, findings) => work(rowReads(tx, findings, leaveIt)),
        (_, findings) => note(findings),
      );
    let isDamaged = false;
    const result = await readOnce(({ damages }) => {
      isDamaged = damages.length > 0;
    });
    // A row that was set aside is no row that never was: that something is missing is known the second time.
    return isDamaged ? readOnce(() => {}) : result;
  }

  /** What a database is begun with where the copy says that there was one. */
  async function beginWith(kept: KeptCopy): Promise<readonly FirstRow[]> {
    // From then on in step with what was given up: nothing is brought back from it.
    if (isCopyGivenUp) return rowsOfEmpty(numberOf(await lookAtCopy()) ?? 0);
    const [copied, generation] = await ofCopy(() => Promise.all([kept.vault(), kept.generation()]));
    // What cannot be read may be a wallet: its person decides what becomes of it.
    if (copied === 'damaged') throw new StoreFailed('cannot-open', 'The second copy is damaged.');
    const rows = rowsOfLost(copied, generation ?? 0, now());
    // Told once the opening, and what waits for it, is over.
    if (rows.length > 0) setTimeout(onLost);
    return rows;
  }

  async function hasCopiedVault(): Promise<boolean> {
    const copied = copy === null ? null : await ofCopy(() => copy.vault());
    return copied !== null && copied !== 'damaged';
  }

  /** All that the copy is to hold, as of one moment; null where there is no wallet. */
  function readWhole(): Promise<WholeCopy | null> {
    return read(storeNames, async (rows) => readWholeCopy(rows, readsOver(rows)));
  }

  /** Acknowledged only after the copy has it too; where the copy fails or does not answer, the store stands. */
  async function bringUp(kept: KeptCopy, change: CopyChange | null): Promise<void> {
    // It may be the later state: it stays as it is until the next life has compared them.
    if ((await lookAtCopy()) === 'silent') return;
    try {
      await ofCopy(() => (change === null ? kept.renew(readWhole) : kept.follow(change, readWhole)));
      isCopyBehind = false;
    } catch (error) {
      noteCopyFailed(error);
      // So that it is waited for once in each life.
      if (error instanceof StoreFailed && error.fault === 'timed-out') copied = Promise.resolve('silent');
    }
  }

  function noteCopyFailed(error: unknown): void {
    isCopyBehind = true;
    onCopyFailed(error);
  }

  /** A call of the copy, which fails as the store does (SEC-25). */
  function ofCopy<Result>(call: () => Promise<Result>): Promise<Result> {
    const told = () =>
      call().catch((error: unknown) => {
        throw asStoreFailed(error, 'failed', 'The second copy refused.');
      });
    return within(
      place.timeout,
      told,
      () => new StoreFailed('timed-out', 'The second copy did not answer in time.'),
    );
  }

  /** Quarantines what a transaction found that could not do so itself. */
  async function repair(damages: readonly Damage[]): Promise<void> {
    await write(async (rows) => {
      for (const damage of damages) await rows.quarantine(damage);
    })
      // The rows stay where they are, unused, and are found again.
      .catch(() => {});
  }

  /** Reads a session and the clock mark, or the mark alone, into memory. */
  function readCold(key: SessionKey | null): Promise<Warm> {
    const joined = coldReads.get(key ?? clockMark);
    if (joined !== undefined) return joined;
    const coldRead = readWarm(key);
    const told = key === null ? [clockMark] : [key, clockMark];
    const names = told.filter((name) => !coldReads.has(name));
    for (const name of names) coldReads.set(name, coldRead);
    const leave = () => {
      for (const name of names) if (coldReads.get(name) === coldRead) coldReads.delete(name);
    };
    coldRead.then(leave, leave);
    return coldRead;
  }

  async function readWarm(key: SessionKey | null): Promise<Warm> {
    // While the database opens.
    const [looked] = isInStep ? [null] : await Promise.all([lookAtCopy(), connect().catch(() => null)]);
    const copied = numberOf(looked);
    return read(['sessions', 'meta'], async (rows) => {
      const ticket = memory.beginRead();
      const reads = { ...sessionReads(rows), ...copyReads(rows) };
      const [session, mark, loss, isOlder] = await Promise.all([
        key === null ? null : reads.session(key),
        memory.clockMark() ?? reads.clockMark(),
        reads.loss(),
        copied !== null && generationOf(rows).then((generation) => generation < copied),
      ]);
      // Nobody is let in by an older state; what becomes of it is decided right after (SEC-9, SEC-24).
      if (isOlder) return { session: null, mark, isRestoring: true };
      isInStep = true;
      if (key !== null) memory.keepSession(ticket, key, session);
      memory.keepClockMark(ticket, mark);
      memory.keepLoss(ticket, loss);
      return { session, mark, isRestoring: isRestoring(loss) };
    });
  }

  /** The copy's generation as it was before the first write of this life; null where there is none. */
  function lookAtCopy(): Promise<number | null | 'silent'> {
    copied ??=
      copy === null
        ? Promise.resolve(null)
        : ofCopy(() => copy.generation()).catch((error: unknown) => {
            noteCopyFailed(error);
            return 'silent';
          });
    return copied;
  }

  return {
    read: (work) => read(storeNames, (rows) => work(readsOver(rows))),
    async write(work) {
      if (!isInStep) await lookAtCopy();
      const { result, change } = await write(async (rows, changes) => {
        const tally = { live: 0, ended: 0 };
        const notes = newCopyNotes();
        const writes = writesOver(rows, changes, tally, notes);
        const result = await work(copy === null ? writes : noting(writes, notes));
        await keepSessionCount(rows, tally);
        return { result, change: copy === null ? null : await changeOfCopy(rows, writes, notes) };
      });
      if (copy !== null && change !== null) await bringUp(copy, change);
      return result;
    },
    async session(key) {
      const known = memory.session(key);
      return known === undefined ? (await readCold(key)).session : known;
    },
    clockMark: async () => memory.clockMark() ?? (await readCold(null)).mark,
    isRestoring: async () => memory.isRestoring() ?? (await readCold(null)).isRestoring,
    async compareCopy() {
      // The copy's first: it follows the store, so that only a store that went back in time is behind it.
      const isSilent = (await lookAtCopy()) === 'silent';
      const copied = copy === null || isSilent ? null : await ofCopy(() => copy.generation());
      const { generation, hasVault, loss } = await read(['meta', 'vault'], async (rows) => ({
        generation: await generationOf(rows),
        hasVault: (await vaultReads(rows).vault()) !== null,
        loss: await copyReads(rows).loss(),
      }));
      if (isRestoring(loss)) return { standing: 'in-step' };
      if (!hasVault) {
        return (await hasCopiedVault())
          ? { standing: 'vault-is-gone', copied: copied ?? 0 }
          : { standing: 'in-step' };
      }
      if (copied === generation) return { standing: 'in-step' };
      if (copied !== null && copied > generation) return { standing: 'store-is-behind', copied };
      if (copy !== null) await bringUp(copy, null);
      return { standing: 'in-step' };
    },
    isCopyBehind: () => isCopyBehind,
    async beginAnew(withoutCopy) {
      const fault = await read(storeNames, (rows) => vaultReads(rows).vault()).then(
        () => null,
        (error: unknown) => error,
      );
      if (fault === null) return 'is-usable';
      // What a later version can read is not given up by an earlier one.
      if (fault instanceof StoreFailed && fault.fault === 'later-version') throw fault;
      if (!withoutCopy && !(await hasCopiedVault())) return 'no-copy';
      isCopyGivenUp = withoutCopy;
      (await connect().catch(() => null))?.drop();
      await deleteDatabase(place);
      await connect();
      return 'begun';
    },
  };
}

const clockMark = 'clockMark';

/** Nothing is known of a copy that is silent: the store stands. */
function numberOf(copied: number | null | 'silent'): number | null {
  return copied === 'silent' ? null : copied;
}

/** What a cold read tells. */
interface Warm {
  readonly session: Session | null;
  readonly mark: Millis;
  readonly isRestoring: boolean;
}

export function readsOver(rows: RowReads): Reads {
  return {
    ...sessionReads(rows),
    ...copyReads(rows),
    ...requestReads(rows),
    ...vaultReads(rows),
    ...chainReads(rows),
    ...journalReads(rows),
    ...updateReads(rows),
    ...backupReads(rows),
    ...claimReads(rows),
  };
}

export function writesOver(rows: RowWrites, changes: Changes, tally: Tally, notes: CopyNotes): Writes {
  return {
    ...readsOver(rows),
    ...sessionWrites(rows, changes, tally, notes),
    ...copyWrites(rows, changes),
    ...requestWrites(rows),
    ...vaultWrites(rows),
    ...chainWrites(rows),
    ...journalWrites(rows),
    ...updateWrites(rows),
    ...backupWrites(rows),
    ...claimWrites(rows),
  };
}

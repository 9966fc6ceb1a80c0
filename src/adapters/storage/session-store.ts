import * as v from 'valibot';
import type { Address } from '../../core/address';
import { endReasons } from '../../core/end-reason';
import { deadlineOf, keyOf, warningOf, type Session } from '../../core/session';
import type { Reads, Writes } from '../../services/ports';
import type { Millis } from '../../core/units';
import { noteSession, type CopyNotes } from './copy-changes';
import type { Changes } from './memory';
import { address, chainId, millis, once, parseCursor, place, randomId, text, type Table } from './records';
import type { RowReads, RowWrites } from './rows';
import { countSessions, tallySession, type Tally } from './session-count';

/** A session with what its indexes need; live sessions only are in those of `deadline`, `warnAt`, `liveAccounts`. */
interface SessionRow extends LiveFields {
  readonly session: Session;
}

interface LiveFields {
  readonly deadline?: number;
  readonly warnAt?: number;
  readonly liveAccounts?: readonly Address[];
}

const term = v.strictObject({
  choice: v.variant('kind', [
    v.strictObject({ kind: v.literal('profile-default') }),
    v.strictObject({ kind: v.literal('length'), length: millis }),
    v.strictObject({ kind: v.literal('until-browser-closes') }),
  ]),
  idleLimit: millis,
  absoluteLimit: millis,
  warnBefore: millis,
});

/** The schema of how a session ended; the journal keeps the same. */
export const sessionEnd = v.strictObject({
  reason: v.picklist(endReasons),
  at: millis,
  limit: v.nullable(millis),
  device: v.nullable(v.strictObject({ name: text, at: millis })),
});

const session = once(() =>
  v.pipe(
    v.strictObject({
      ...place,
      id: randomId,
      key: text,
      accounts: v.array(address),
      takenAccounts: v.exactOptional(v.array(address)),
      chains: v.array(chainId),
      chain: chainId,
      term,
      openedAt: millis,
      lastUsedAt: millis,
      isWarned: v.boolean(),
      browserRun: text,
      previousId: v.nullable(randomId),
      end: v.nullable(sessionEnd),
    }),
    v.check((row) => row.key === keyOf(row), 'The key is not that of its place.'),
    v.check(({ chain, chains }) => chains.includes(chain), 'The active chain is not permitted.'),
    v.check(({ end, accounts }) => end !== null || accounts.length > 0, 'A live session has no account.'),
    v.check(({ term }) => term.idleLimit <= term.absoluteLimit, 'The idle limit exceeds the absolute one.'),
    v.transform((row): Session => ({ ...row, key: keyOf(row) })),
  ),
);

export const sessionTable: Table<SessionRow> = {
  store: 'sessions',
  schema: once(() =>
    v.pipe(
      v.strictObject({
        session: session(),
        deadline: v.exactOptional(millis),
        warnAt: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
        liveAccounts: v.exactOptional(v.array(address)),
      }),
      v.check((row) => isIndexedRightly(row), 'The row stands in the wrong place of an index.'),
    ),
  ),
};

/** Damaged, it must not read as 0: a clock set back would not be noticed (SEC-20). */
export const clockMarkTable: Table<{ readonly name: 'clockMark'; readonly value: number }> = {
  store: 'meta',
  schema: once(() => v.strictObject({ name: v.literal('clockMark'), value: millis })),
  substitute: (moment) => ({ name: 'clockMark', value: moment }),
};

/** The row of a session; its index fields follow from it. */
export function sessionRow(session: Session): SessionRow {
  return { session, ...liveFields(session) };
}

function liveFields(session: Session): LiveFields {
  if (session.end !== null) return {};
  const warnAt = warningOf(session);
  return {
    deadline: deadlineOf(session),
    liveAccounts: [...new Set(session.accounts)],
    ...(warnAt === null ? {} : { warnAt }),
  };
}

function isIndexedRightly({ session, ...fields }: SessionRow): boolean {
  const { deadline, warnAt, liveAccounts = [] } = liveFields(session);
  return (
    fields.deadline === deadline &&
    fields.warnAt === warnAt &&
    JSON.stringify(fields.liveAccounts ?? []) === JSON.stringify(liveAccounts)
  );
}

type SessionReads = Pick<
  Reads,
  | 'session'
  | 'sessionById'
  | 'sessionsDue'
  | 'sessionsToWarn'
  | 'nextDeadline'
  | 'liveSessions'
  | 'endedSessions'
  | 'liveSessionsOf'
  | 'countSessions'
  | 'clockMark'
>;
type SessionWrites = Pick<Writes, 'putSession' | 'deleteSession' | 'putClockMark' | 'countSessions'>;

const cursor = v.tuple([v.number(), text]);

export function sessionReads(rows: RowReads): SessionReads {
  const sessionsOf = (found: readonly SessionRow[]) => found.map(({ session }) => session);
  // An array sorts after every text: all keys at that moment are within.
  const upTo = async (index: string, moment: Millis) =>
    sessionsOf(await rows.list(sessionTable, index, IDBKeyRange.upperBound([moment, []])));
  const firstMoment = async (index: string) => {
    const key = await rows.firstKey(sessionTable, index);
    const moment: unknown = Array.isArray(key) ? key[0] : null;
    return typeof moment === 'number' ? [moment] : [];
  };
  return {
    session: async (key) => (await rows.get(sessionTable, key))?.session ?? null,
    sessionById: async (id) => (await rows.getBy(sessionTable, 'id', id))?.session ?? null,
    sessionsDue: (moment) => upTo('deadline', moment),
    sessionsToWarn: (moment) => upTo('warnAt', moment),
    async nextDeadline() {
      const moments = await Promise.all([firstMoment('warnAt'), firstMoment('deadline')]);
      return moments.flat().toSorted((one, other) => one - other)[0] ?? null;
    },
    async liveSessions(limit, after) {
      const range = after === null ? null : IDBKeyRange.lowerBound(parseCursor(cursor, after), true);
      const page = await rows.page(sessionTable, { index: 'deadline', range, direction: 'next', limit });
      return { items: sessionsOf(page.rows), next: page.next };
    },
    async endedSessions(limit, after) {
      const range = after === null ? null : IDBKeyRange.upperBound(parseCursor(cursor, after), true);
      const page = await rows.page(sessionTable, { index: 'endedAt', range, direction: 'prev', limit });
      return { items: sessionsOf(page.rows), next: page.next };
    },
    liveSessionsOf: async (account) =>
      sessionsOf(await rows.list(sessionTable, 'liveAccounts', IDBKeyRange.only(account))),
    countSessions: () => countSessions(rows, { live: 0, ended: 0 }),
    clockMark: async () => (await rows.get(clockMarkTable, 'clockMark'))?.value ?? 0,
  };
}

/** What is written is noted in `changes`, for memory once it is committed, in `tally`, for the count, and for the copy. */
export function sessionWrites(
  rows: RowWrites,
  changes: Changes,
  tally: Tally,
  copied: CopyNotes,
): SessionWrites {
  const note = (before: Session | null, after: Session | null) => {
    tallySession(tally, before, after);
    noteSession(copied, before, after);
  };
  return {
    countSessions: () => countSessions(rows, tally),
    async putSession(session) {
      const replaced = await rows.put(sessionTable, session.key, sessionRow(session));
      if (replaced?.session.id === session.id && replaced.session.end !== null && session.end === null) {
        return rows.fail('An ended session never lives again (SEC-9).');
      }
      note(replaced?.session ?? null, session);
      changes.sessions.set(session.key, structuredClone(session));
    },
    async deleteSession(key) {
      const deleted = await rows.delete(sessionTable, key);
      note(deleted?.session ?? null, null);
      changes.sessions.set(key, null);
    },
    async putClockMark(mark) {
      await rows.put(clockMarkTable, 'clockMark', { name: 'clockMark', value: mark });
      changes.clockMark = mark;
    },
  };
}

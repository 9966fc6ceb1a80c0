import { everyItem } from '../core/pages';
import type { Address } from '../core/address';
import type { Circumstances } from '../core/decide';
import { isReconnectable, type SessionEnd } from '../core/end-reason';
import { RequestRefused } from '../core/errors';
import { accountOf, opensSession, type HeldRequest } from '../core/held-request';
import type { Session, SessionKey } from '../core/session';
import { dropForeign } from './drop-foreign';
import type { Writes } from './ports';
import { stateWithin } from './session-state';
import { writeEnds } from './write-ends';
import { settle } from './write-outcome';

/**
 * Takes accounts that leave the vault out of every session, inside the transaction in which they leave. A session
 * with none left ends; what waits for one of them is refused; what can never be taken up again is not offered any
 * more. Returns the keys of the sessions that changed.
 */
export async function leaveSessions(
  writes: Writes,
  accounts: ReadonlySet<Address>,
  at: Circumstances,
): Promise<ReadonlySet<SessionKey>> {
  const changed = new Set<SessionKey>();
  for (const account of accounts) {
    for (const session of await writes.liveSessionsOf(account)) {
      await leave(writes, session, accounts, at, removed(at));
      changed.add(session.key);
    }
  }
  for (const session of await offersOf(writes, accounts)) {
    await writes.deleteSession(session.key);
    changed.add(session.key);
    await refuseWaiting(writes, at, (request) => request.key === session.key && !opensSession(request.ask));
  }
  await refuseWaiting(writes, at, ({ ask }) => {
    const account = accountOf(ask);
    return account !== null && accounts.has(account);
  });
  return changed;
}

function removed({ now }: Circumstances): SessionEnd {
  return { reason: 'account-removed', at: now, limit: null, device: null };
}

/** Takes accounts out of one session, which ends so where none is left. */
export async function leave(
  writes: Writes,
  session: Session,
  leaving: ReadonlySet<Address>,
  at: Circumstances,
  end: SessionEnd,
): Promise<void> {
  const state = await stateWithin(writes, session, at);
  if (state.state !== 'active') return;
  const accounts = session.accounts.filter((account) => !leaving.has(account));
  const taken = end.reason === 'taken-over' ? session.accounts.filter((account) => leaving.has(account)) : [];
  const { takenAccounts = [] } = session;
  if (accounts.length === 0) {
    const all = new Set([...session.accounts, ...(taken.length > 0 ? takenAccounts : [])]);
    await writeEnds(writes, [{ ...session, accounts: [...all] }], end);
    return;
  }
  const changed =
    taken.length > 0
      ? { ...session, accounts, takenAccounts: [...takenAccounts, ...taken] }
      : { ...session, accounts };
  await writes.putSession(changed);
  await writes.appendJournal(at.now, {
    kind: 'session-changed',
    session: session.id,
    origin: session.origin,
  });
  await dropForeign(writes, changed, at.now);
}

/** Ended sessions that could be taken up again, but for their accounts. */
async function offersOf(writes: Writes, leaving: ReadonlySet<Address>): Promise<readonly Session[]> {
  const ended = await everyItem((limit, after) => writes.endedSessions(limit, after));
  return ended.filter(
    ({ end, accounts }) =>
      end !== null && isReconnectable(end.reason) && accounts.every((account) => leaving.has(account)),
  );
}

async function refuseWaiting(
  writes: Writes,
  at: Circumstances,
  isConcerned: (request: HeldRequest) => boolean,
): Promise<void> {
  const error = new RequestRefused('unauthorized').toPageError();
  for (const request of await writes.requests()) {
    if (request.stage.step !== 'waiting' || !isConcerned(request)) continue;
    await settle(writes, request, { ok: false, error }, at.now, 'changed');
  }
}

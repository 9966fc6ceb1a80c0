import { decideSession, type Circumstances, type SessionState } from '../core/decide';
import type { Session, SessionKey } from '../core/session';
import { afterEnds } from './end-session';
import { circumstances, commit } from './now';
import type { Ports, Writes } from './ports';
import { writeEnds } from './write-ends';

/** Decides a session at use, outside a transaction: from the row as last committed. An end that shows is written at once. */
export async function sessionState(ports: Ports, key: SessionKey): Promise<SessionState> {
  const [session, early] = await Promise.all([ports.store.session(key), circumstances(ports)]);
  // Reading the session may have found out that it is lost.
  const at = { ...early, isRestoring: await ports.store.isRestoring() };
  const state = decideSession(session, at);
  if (at.isClockSetBack || (state.state === 'ended' && state.isNew)) {
    const written = await commit(ports, async (writes, within) =>
      stateWithin(writes, await writes.session(key), within),
    );
    await afterEnds(ports, [key]);
    return written;
  }
  return state;
}

/** Decides a session inside a transaction, and writes the end that it finds (SEC-8). */
export async function stateWithin(
  writes: Writes,
  session: Session | null,
  at: Circumstances,
): Promise<SessionState> {
  const state = decideSession(session, at);
  if (state.state !== 'ended' || !state.isNew) return state;
  const [ended] = await writeEnds(writes, [state.session], state.end);
  return { ...state, session: ended ?? state.session, isNew: false };
}

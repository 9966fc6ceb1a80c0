import { isReconnectable, type SessionEnd } from '../core/end-reason';
import { RequestRefused } from '../core/errors';
import { everyItem } from '../core/pages';
import { endSession, type Session } from '../core/session';
import type { Millis } from '../core/units';
import type { Writes } from './ports';
import { settle } from './write-outcome';

/**
 * Writes the end of these sessions. What waits for one that can be taken up again goes on waiting, for the
 * reconnect screen; what waits for any other is refused. Returns the sessions as they are now.
 */
export async function writeEnds(
  writes: Writes,
  sessions: readonly Session[],
  end: SessionEnd,
): Promise<readonly Session[]> {
  const ended: Session[] = [];
  for (const session of sessions) {
    if (session.end !== null) continue;
    const after = endSession(session, end);
    await writes.putSession(after);
    await writes.appendJournal(end.at, {
      kind: 'session-ended',
      session: session.id,
      origin: session.origin,
      end,
    });
    ended.push(after);
  }
  if (!isReconnectable(end.reason)) await refuseWaiting(writes, ended, end.at);
  return ended;
}

async function refuseWaiting(writes: Writes, ended: readonly Session[], at: number): Promise<void> {
  const ids = new Set(ended.map((session) => session.id));
  for (const request of await writes.requests()) {
    if (request.stage.step !== 'waiting' || request.sessionId === null || !ids.has(request.sessionId))
      continue;
    if (request.ask.kind === 'connect') continue;
    await settle(
      writes,
      request,
      { ok: false, error: new RequestRefused('unauthorized').toPageError() },
      at,
      'changed',
    );
  }
}

/** The wallet was opened with its phrase, or another one took its place: whoever was connected to it is no longer. */
export async function endAllWithWallet(writes: Writes, at: Millis): Promise<void> {
  await writeEnds(writes, await allLiveSessions(writes), walletReset(at));
}

export function walletReset(at: Millis): SessionEnd {
  return { reason: 'wallet-reset', at, limit: null, device: null };
}

/** Every live session; for the rare moments at which all of them end. */
export function allLiveSessions(writes: Writes): Promise<readonly Session[]> {
  return everyItem((limit, after) => writes.liveSessions(limit, after));
}

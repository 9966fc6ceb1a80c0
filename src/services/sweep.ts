import { decideSession } from '../core/decide';
import { sessionEnded, RequestRefused } from '../core/errors';
import { isReconnectable } from '../core/end-reason';
import { isAwaited, type HeldRequest } from '../core/held-request';
import type { Session } from '../core/session';
import { deliver } from './deliver-answers';
import { commit } from './now';
import type { Ports, Writes } from './ports';
import { schedule } from './schedule';
import { writeEnds } from './write-ends';
import { settle } from './write-outcome';

/** Ends the sessions and refuses the requests whose time is up, and tells their pages and people. Only what is due is read. */
export async function sweep(ports: Ports): Promise<void> {
  const { ended, warned, refused } = await commit(ports, async (writes, at) => {
    const endedNow: Session[] = [];
    for (const session of await writes.sessionsDue(at.now)) {
      const state = decideSession(session, at);
      if (state.state === 'ended' && state.isNew)
        endedNow.push(...(await writeEnds(writes, [session], state.end)));
    }
    const warnedNow: Session[] = [];
    for (const session of await writes.sessionsToWarn(at.now)) {
      await writes.putSession({ ...session, isWarned: true });
      warnedNow.push(session);
    }
    let refusedNow = 0;
    for (const request of await writes.requests()) {
      if (request.stage.step === 'answered' && !isAwaited(request, at.now))
        await writes.deleteRequest(request.id);
      if (request.stage.step !== 'waiting' || request.deadline > at.now) continue;
      await timeOut(writes, request, at.now);
      refusedNow += 1;
    }
    return { ended: endedNow, warned: warnedNow, refused: refusedNow };
  });
  await tell(ports, 'session-ended', ended);
  await tell(ports, 'session-ends-soon', warned);
  if (ended.length > 0) ports.pages.refresh(ended.map((session) => session.key));
  if (ended.length + refused > 0) {
    ports.attention.changed(['sessions', 'requests', 'overview', 'journal']);
    await deliver(ports);
  }
  await schedule(ports);
}

/** A system notification, where the site is open: elsewhere the popup tells. */
async function tell(
  ports: Ports,
  kind: 'session-ended' | 'session-ends-soon',
  sessions: readonly Session[],
): Promise<void> {
  for (const session of sessions) {
    if (await ports.pages.isOpen(session.origin)) ports.attention.notify({ kind, session });
  }
}

async function timeOut(writes: Writes, request: HeldRequest, now: number): Promise<void> {
  const session = await writes.session(request.key);
  const end = session?.end ?? null;
  const isSessionOver = end !== null && isReconnectable(end.reason);
  const refusal = isSessionOver
    ? sessionEnded()
    : new RequestRefused('user-rejected', {
        message: 'The request was not answered in time.',
        data: { reason: 'timed_out' },
      });
  await settle(writes, request, { ok: false, error: refusal.toPageError() }, now, 'timed-out');
}

import { markEvery } from '../core/clock';
import { decideSession } from '../core/decide';
import { sessionEnded, RequestRefused } from '../core/errors';
import { isReconnectable } from '../core/end-reason';
import { isAwaited, type HeldRequest } from '../core/held-request';
import type { Session } from '../core/session';
import type { Millis } from '../core/units';
import { deliver } from './deliver-answers';
import { circumstances, commit } from './now';
import type { Ports, Writes } from './ports';
import { schedule } from './schedule';
import { writeEnds } from './write-ends';
import { settle } from './write-outcome';

/**
 * Ends the sessions and refuses the requests whose time is up, and tells their pages and people. Only what is due is
 * read, and where nothing is, nothing is written.
 */
export async function sweep(ports: Ports): Promise<void> {
  if (!(await isAnythingDue(ports))) return;
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
      if (!isRequestDue(request, at.now)) continue;
      if (request.stage.step === 'answered') await writes.deleteRequest(request.id);
      else {
        await timeOut(writes, request, at.now);
        refusedNow += 1;
      }
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

/** A glance that writes nothing: every list of sessions begins with it. */
async function isAnythingDue(ports: Ports): Promise<boolean> {
  const [{ now, isClockSetBack }, mark] = await Promise.all([circumstances(ports), ports.store.clockMark()]);
  if (isClockSetBack) return true;
  return ports.store.read(async (reads) => {
    const deadline = await reads.nextDeadline();
    if (deadline !== null && (deadline <= now || mark + markEvery <= now)) return true;
    return (await reads.requests()).some((request) => isRequestDue(request, now));
  });
}

/** Whether a question has waited too long, or an answer is not kept any longer. */
function isRequestDue(request: HeldRequest, now: Millis): boolean {
  const { step } = request.stage;
  return step === 'answered' ? !isAwaited(request, now) : step === 'waiting' && request.deadline <= now;
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

import { RequestRefused } from '../core/errors';
import { failed, done, type Outcome } from '../core/outcome';
import { renewSession, type Session, type SessionKey } from '../core/session';
import { isExtendable } from '../core/term';
import { afterApproval } from './after-approval';
import { deliver } from './deliver-answers';
import { afterEnds } from './end-session';
import { commit } from './now';
import type { Ports } from './ports';
import { schedule } from './schedule';
import { stateWithin } from './session-state';
import { settle } from './write-outcome';

/** "Extend": a use at the person's word. Moves the idle deadline, never the absolute one. */
export async function extendSession(ports: Ports, key: SessionKey): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<Session>> => {
    const state = await stateWithin(writes, await writes.session(key), at);
    if (state.state !== 'active') return failed({ fault: 'session-ended' });
    if (!isExtendable(state.session.term)) return failed({ fault: 'not-extendable' });
    const renewed = renewSession(state.session, at.now);
    await writes.putSession(renewed);
    return done(renewed);
  });
  return afterApproval(ports, key, outcome);
}

/** A person used the page: renews its session, if it lives. */
export async function noteUse(ports: Ports, key: SessionKey): Promise<void> {
  const session = await ports.store.session(key);
  if (session === null || session.end !== null) return;
  const isOver = await commit(ports, async (writes, at) => {
    const state = await stateWithin(writes, await writes.session(key), at);
    if (state.state === 'active') await writes.putSession(renewSession(state.session, at.now));
    return state.state === 'ended';
  });
  if (isOver) await afterEnds(ports, [key]);
  else ports.attention.changed(['sessions']);
}

/** Takes an ended session off the list. A live one stays. */
export async function forgetSession(ports: Ports, key: SessionKey): Promise<Outcome<null>> {
  const outcome = await commit(ports, async (writes, at): Promise<Outcome<null>> => {
    const state = await stateWithin(writes, await writes.session(key), at);
    if (state.state === 'active') return failed({ fault: 'invalid' });
    for (const request of await writes.requests()) {
      if (request.key !== key || request.stage.step !== 'waiting' || request.ask.kind === 'connect') continue;
      await settle(
        writes,
        request,
        { ok: false, error: new RequestRefused('unauthorized').toPageError() },
        at.now,
        'declined',
      );
    }
    await writes.deleteSession(key);
    return done(null);
  });
  ports.attention.changed(['sessions', 'requests', 'overview']);
  await deliver(ports);
  await schedule(ports);
  return outcome;
}

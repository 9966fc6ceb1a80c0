import { decideSession, type Circumstances } from '../core/decide';
import type { SessionEnd } from '../core/end-reason';
import { eachPage } from '../core/pages';
import type { SessionKey } from '../core/session';
import { circumstances } from './now';
import type { Ports, Writes } from './ports';
import { stateWithin } from './session-state';

// Sessions that are over by their term and not noted as such, because nobody has asked for them since.

/** Looked for outside a write, a page at a time: among many sessions nobody waits for it. */
export async function unnotedEnds(
  ports: Ports,
  reason: SessionEnd['reason'],
): Promise<readonly SessionKey[]> {
  const at = await circumstances(ports);
  const keys: SessionKey[] = [];
  const load = (limit: number, after: string | null) =>
    ports.store.read((reads) => reads.liveSessions(limit, after));
  for await (const sessions of eachPage(load)) {
    for (const session of sessions) {
      const state = decideSession(session, at);
      if (state.state === 'ended' && state.end.reason === reason) keys.push(session.key);
    }
  }
  return keys;
}

/** Notes the ends of these, of those that are still to be noted. Answers how many that were. */
export async function noteEnds(
  writes: Writes,
  keys: readonly SessionKey[],
  at: Circumstances,
): Promise<number> {
  let noted = 0;
  for (const key of keys) {
    const session = await writes.session(key);
    const state = await stateWithin(writes, session, at);
    if (session?.end === null && state.state === 'ended') noted += 1;
  }
  return noted;
}

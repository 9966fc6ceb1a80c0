import { decideSession } from '../core/decide';
import type { SessionEnd } from '../core/end-reason';
import { eachPage } from '../core/pages';
import type { SessionKey } from '../core/session';
import { circumstances, commit } from './now';
import type { Ports } from './ports';
import { writeEnds } from './write-ends';

/**
 * Once in each run of the browser: ends what was to last until the last one closed, before any list says that it lives.
 * Decisions at use never wait for it, and no worker reads all sessions before somebody looks (measured: 28 MiB for
 * 10,000). Private windows have no last run.
 */
export async function endWithLastRun(ports: Ports): Promise<void> {
  if (ports.isPrivate || (await ports.browser.isSettled())) return;
  const candidates = await keysThatEnded(ports, ({ reason }) => reason === 'browser-closed');
  if (candidates.length > 0) {
    await commit(ports, async (writes, at) => {
      for (const key of candidates) {
        const state = decideSession(await writes.session(key), at);
        if (state.state === 'ended' && state.isNew) await writeEnds(writes, [state.session], state.end);
      }
    });
    ports.pages.refresh(candidates);
    ports.attention.changed(['sessions', 'requests', 'overview', 'journal']);
  }
  await ports.browser.settle();
}

/** Sessions that are over and not yet noted as such. Looked for outside a write, a page at a time: nobody waits for it. */
export async function keysThatEnded(
  ports: Ports,
  isWanted: (end: SessionEnd) => boolean,
): Promise<readonly SessionKey[]> {
  const at = await circumstances(ports);
  const keys: SessionKey[] = [];
  const load = (limit: number, after: string | null) =>
    ports.store.read((reads) => reads.liveSessions(limit, after));
  for await (const sessions of eachPage(load)) {
    for (const session of sessions) {
      const state = decideSession(session, at);
      if (state.state === 'ended' && isWanted(state.end)) keys.push(session.key);
    }
  }
  return keys;
}

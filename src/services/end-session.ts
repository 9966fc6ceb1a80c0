import type { SessionKey } from '../core/session';
import { deliver } from './deliver-answers';
import { commit } from './now';
import type { Ports } from './ports';
import { schedule } from './schedule';
import { allLiveSessions, writeEnds } from './write-ends';

/** Ends one session at the word of its person or its site. An ended or unknown one stays as it is. */
export async function endOneSession(
  ports: Ports,
  key: SessionKey,
  reason: 'ended-by-you' | 'ended-by-site',
): Promise<void> {
  await commit(ports, async (writes, at) => {
    const session = await writes.session(key);
    if (session !== null)
      await writeEnds(writes, [session], { reason, at: at.now, limit: null, device: null });
  });
  await afterEnds(ports, [key]);
}

/** Ends every live session at the person's word. Returns how many there were. */
export async function endAllSessions(ports: Ports): Promise<number> {
  const ended = await commit(ports, async (writes, at) =>
    writeEnds(writes, await allLiveSessions(writes), {
      reason: 'ended-by-you',
      at: at.now,
      limit: null,
      device: null,
    }),
  );
  await afterEnds(ports, null);
  return ended.length;
}

/** Tells the pages and our own screens that sessions ended. */
export async function afterEnds(ports: Ports, keys: readonly SessionKey[] | null): Promise<void> {
  ports.pages.refresh(keys);
  ports.attention.changed(['sessions', 'requests', 'overview', 'journal']);
  await deliver(ports);
  await schedule(ports);
}

import { decideSession } from '../core/decide';
import type { SessionKey } from '../core/session';
import { keysThatEnded } from './end-with-last-run';
import { commit } from './now';
import type { Ports } from './ports';
import { writeEnds } from './write-ends';

/**
 * Once after an update: ends what it could not carry over, and notes what it kept, for the journal and for the person.
 * In one transaction, so that a worker that is killed over it does all of it again or nothing.
 */
export async function noteUpdate(ports: Ports): Promise<void> {
  const from = await ports.browser.updatedFrom();
  if (from === null || ports.wallet !== 'own') return;
  const { id } = await ports.browser.run();
  if ((await ports.store.read((reads) => reads.lastUpdate()))?.run === id) return;
  const candidates = await keysThatEnded(ports, ({ reason }) => reason === 'updated');
  const keys = await commit(ports, async (writes, at) => {
    const ended: SessionKey[] = [];
    for (const key of candidates) {
      const state = decideSession(await writes.session(key), at);
      if (state.state !== 'ended' || !state.isNew) continue;
      await writeEnds(writes, [state.session], state.end);
      ended.push(key);
    }
    const kept = (await writes.countSessions()).live;
    await writes.putLastUpdate({
      from,
      to: ports.version,
      at: at.now,
      run: id,
      kept,
      ended: ended.length,
      isSeen: false,
    });
    await writes.appendJournal(at.now, { kind: 'updated', from, to: ports.version });
    return ended;
  });
  if (keys.length > 0) ports.pages.refresh(keys);
  ports.attention.changed(['overview', 'sessions', 'journal']);
}

/** The person has read what the update did: it is not told again. */
export async function forgetUpdateNotice(ports: Ports): Promise<void> {
  await commit(ports, async (writes) => {
    const note = await writes.lastUpdate();
    if (note !== null && !note.isSeen) await writes.putLastUpdate({ ...note, isSeen: true });
  });
}

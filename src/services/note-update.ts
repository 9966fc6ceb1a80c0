import { commit } from './now';
import type { Ports } from './ports';
import { noteEnds, unnotedEnds } from './unnoted-ends';

/**
 * Once after an update: ends what it could not carry over, and notes what it kept, for the journal and for the person.
 * In one transaction, so that a worker that is killed over it does all of it again or nothing.
 */
export async function noteUpdate(ports: Ports): Promise<void> {
  const from = await ports.browser.updatedFrom();
  if (from === null || ports.wallet !== 'own') return;
  const { id } = await ports.browser.run();
  if ((await ports.store.read((reads) => reads.lastUpdate()))?.run === id) return;
  const keys = await unnotedEnds(ports, 'updated');
  await commit(ports, async (writes, at) => {
    const ended = await noteEnds(writes, keys, at);
    const kept = (await writes.countSessions()).live;
    await writes.putLastUpdate({ from, to: ports.version, at: at.now, run: id, kept, ended, isSeen: false });
    await writes.appendJournal(at.now, { kind: 'updated', from, to: ports.version });
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

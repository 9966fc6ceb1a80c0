import { forgetRead } from '../core/claim-record';
import { isSetBack } from '../core/clock';
import { moveRequest } from '../core/held-request';
import { moveDelay } from '../core/unlock-attempts';
import type { Millis } from '../core/units';
import type { Ports, Writes } from './ports';
import { allLiveSessions, writeEnds } from './write-ends';

/**
 * Ends every session and locks the vault, and lets time begin anew at the present clock (SEC-20). The vault is locked
 * first: once the mark is set, nobody would find a key whose hour has not come by the new time.
 */
export async function dealWithSetback(ports: Ports): Promise<void> {
  await ports.keyHolder.clear();
  const isDone = await ports.store.write(async (writes) => {
    const mark = await writes.clockMark();
    const reading = ports.clock.read();
    if (!isSetBack(reading, mark)) return false; // Somebody else was first, or the clock was set right.
    await beginAnew(writes, mark, reading.wall);
    // Once for each wallet: moved twice, a delay would be over.
    if (ports.wallet !== 'shared')
      await writes.putUnlockAttempts(moveDelay(await writes.unlockAttempts(), mark, reading.wall));
    return true;
  });
  if (isDone) ports.clock.restart();
  ports.pages.refresh(null);
  ports.attention.changed(['overview', 'sessions', 'requests', 'journal']);
}

async function beginAnew(writes: Writes, mark: Millis, wall: Millis): Promise<void> {
  await writeEnds(writes, await allLiveSessions(writes), {
    reason: 'clock-changed',
    at: wall,
    limit: null,
    device: null,
  });
  // How long ago the relays were read is not known any more (SEC-20).
  for (const claims of await writes.everyClaims())
    await writes.putClaims({ ...claims, record: forgetRead(claims.record) });
  for (const request of await writes.requests()) await writes.putRequest(moveRequest(request, mark, wall));
  await writes.appendJournal(wall, { kind: 'clock-set-back' });
  await writes.putClockMark(wall);
}

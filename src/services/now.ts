import { effectiveNow, isSetBack } from '../core/clock';
import type { Circumstances } from '../core/decide';
import { isRestoring } from '../core/loss';
import type { Session } from '../core/session';
import { moveDelay } from '../core/unlock-attempts';
import type { Millis } from '../core/units';
import type { Ports, Writes } from './ports';
import { allLiveSessions, writeEnds } from './write-ends';

type TimePorts = Pick<Ports, 'store' | 'clock' | 'browser'>;

/** What decisions depend on, as of now. */
export async function circumstances(ports: TimePorts): Promise<Circumstances> {
  const [mark, isRestoring, run] = await Promise.all([
    ports.store.clockMark(),
    ports.store.isRestoring(),
    ports.browser.run(),
  ]);
  const reading = ports.clock.read();
  return { now: effectiveNow(reading, mark), isClockSetBack: isSetBack(reading, mark), run, isRestoring };
}

/**
 * One transaction that writes, with the circumstances as they are inside it. Moves the clock mark along;
 * where the clock was set back, first ends every session and locks the vault (SEC-20).
 */
export async function commit<Result>(
  ports: Ports,
  work: (writes: Writes, at: Circumstances) => Promise<Result>,
): Promise<Result> {
  const run = await ports.browser.run();
  let ended: readonly Session[] | null = null;
  const result = await ports.store.write(async (writes) => {
    const mark = await writes.clockMark();
    const within = { isClockSetBack: false, run, isRestoring: isRestoring(await writes.loss()) };
    const reading = ports.clock.read();
    if (isSetBack(reading, mark)) {
      ended = await endAllForClock(writes, mark, reading.wall);
      // Once for each wallet: moved twice, a delay would be over.
      if (ports.wallet !== 'shared') await moveRetry(writes, mark, reading.wall);
      return await work(writes, { ...within, now: reading.wall });
    }
    if (reading.wall > mark) await writes.putClockMark(reading.wall);
    return await work(writes, { ...within, now: effectiveNow(reading, mark) });
  });
  if (ended !== null) await lockAfterSetback(ports);
  return result;
}

async function endAllForClock(writes: Writes, mark: Millis, wall: Millis): Promise<readonly Session[]> {
  const live = await allLiveSessions(writes);
  const ended = await writeEnds(writes, live, {
    reason: 'clock-changed',
    at: wall,
    limit: null,
    device: null,
  });
  await writes.appendJournal(wall, { kind: 'clock-set-back' });
  await writes.putClockMark(wall);
  return ended;
}

async function moveRetry(writes: Writes, mark: Millis, wall: Millis): Promise<void> {
  await writes.putUnlockAttempts(moveDelay(await writes.unlockAttempts(), mark, wall));
}

async function lockAfterSetback(ports: Ports): Promise<void> {
  ports.clock.restart();
  await ports.keyHolder.clear();
  ports.pages.refresh(null);
  ports.attention.changed(['overview', 'sessions', 'requests', 'journal']);
}

import { effectiveNow, isSetBack } from '../core/clock';
import type { Circumstances } from '../core/decide';
import { isRestoring } from '../core/loss';
import { dealWithSetback } from './deal-with-setback';
import type { Ports, Writes } from './ports';

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
 * One transaction that writes, with the circumstances as they are inside it. Moves the clock mark along.
 * Where the clock was set back, that is dealt with first, in a transaction of its own (SEC-20).
 */
export async function commit<Result>(
  ports: Ports,
  work: (writes: Writes, at: Circumstances) => Promise<Result>,
): Promise<Result> {
  const run = await ports.browser.run();
  const done = await ports.store.write(async (writes) => {
    const mark = await writes.clockMark();
    const within = { isClockSetBack: false, run, isRestoring: isRestoring(await writes.loss()) };
    const reading = ports.clock.read();
    if (isSetBack(reading, mark)) return null;
    if (reading.wall > mark) await writes.putClockMark(reading.wall);
    return { result: await work(writes, { ...within, now: effectiveNow(reading, mark) }) };
  });
  if (done !== null) return done.result;
  await dealWithSetback(ports);
  return commit(ports, work);
}

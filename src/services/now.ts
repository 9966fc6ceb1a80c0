import { effectiveNow, isSetBack } from '../core/clock';
import type { Circumstances } from '../core/decide';
import { isRestoring } from '../core/loss';
import { dealWithSetback } from './deal-with-setback';
import { StoreFailed, type Ports, type Writes } from './ports';

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
  const first = await writeInTime(ports, work);
  if (first !== null) return first.result;
  await dealWithSetback(ports);
  const second = await writeInTime(ports, work);
  if (second === null) throw new StoreFailed('failed', 'The clock was set back once more meanwhile.');
  return second.result;
}

/** Null, with nothing changed, where the clock was set back. */
async function writeInTime<Result>(
  ports: Ports,
  work: (writes: Writes, at: Circumstances) => Promise<Result>,
): Promise<{ readonly result: Result } | null> {
  const run = await ports.browser.run();
  return ports.store.write(async (writes) => {
    const mark = await writes.clockMark();
    const within = { isClockSetBack: false, run, isRestoring: isRestoring(await writes.loss()) };
    const reading = ports.clock.read();
    if (isSetBack(reading, mark)) return null;
    if (reading.wall > mark) await writes.putClockMark(reading.wall);
    return { result: await work(writes, { ...within, now: effectiveNow(reading, mark) }) };
  });
}

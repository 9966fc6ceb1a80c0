import { markEvery } from '../core/clock';
import type { Millis } from '../core/units';
import type { Ports } from './ports';
import { unlockedUntil } from './unlocked-key';

/** Shows how many requests wait, and asks to be woken at what comes next. Hints only: nothing is decided here. */
export async function schedule(ports: Ports): Promise<void> {
  const lockAt = await unlockedUntil(ports);
  const { waiting, next } = await ports.store.read(async (reads) => {
    const held = await reads.requests();
    // What was approved has no deadline any more: the transaction on its way is looked up instead.
    const waits = held.filter((request) => request.stage.step === 'waiting');
    const deadlines: Millis[] = waits.map((request) => request.deadline);
    if (lockAt !== null) deadlines.push(lockAt);
    const session = await reads.nextDeadline();
    if (session !== null) deadlines.push(session);
    const isAnythingPending = (await reads.pendingTransactions()).length > 0;
    // While a session lives, time is noted (SEC-19): a clock set back unnoticed would lengthen it.
    if (session !== null || isAnythingPending) deadlines.push(ports.clock.read().wall + markEvery);
    return { waiting: waits.length, next: deadlines.length > 0 ? Math.min(...deadlines) : null };
  });
  ports.attention.showWaiting(waiting);
  ports.attention.wakeAt(next);
}

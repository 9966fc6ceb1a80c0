import { takeOversOf } from '../core/account-claims';
import { markEvery } from '../core/clock';
import { nextLookUp } from '../core/look-up';
import { second, type Millis } from '../core/units';
import type { Ports } from './ports';
import { unlockedUntil } from './unlocked-key';

/** A transaction is not looked up sooner than this. */
const shortestWait: Millis = 5 * second;

/** Shows how many requests wait, and asks to be woken at what comes next. Hints only: nothing is decided here. */
export async function schedule(ports: Ports): Promise<void> {
  const lockAt = await unlockedUntil(ports);
  const { waiting, isTakenOver, next } = await ports.store.read(async (reads) => {
    const held = await reads.requests();
    // What was approved has no deadline any more: the transaction on its way is looked up instead.
    const waits = held.filter((request) => request.stage.step === 'waiting');
    const deadlines: Millis[] = waits.map((request) => request.deadline);
    if (lockAt !== null) deadlines.push(lockAt);
    const session = await reads.nextDeadline();
    if (session !== null) deadlines.push(session);
    const { wall } = ports.clock.read();
    // While a session lives, time is noted (SEC-19): a clock set back unnoticed would lengthen it.
    if (session !== null) deadlines.push(wall + markEvery);
    const lookUps = await reads.lookUps();
    for (const transaction of await reads.pendingTransactions()) {
      const last = lookUps.find(({ hash }) => hash === transaction.hash) ?? null;
      // Never at once: what is due and could not be noted would be looked up without end.
      deadlines.push(Math.max(nextLookUp(transaction, last), wall + shortestWait));
    }
    const isTakenOver = takeOversOf(await reads.everyClaims(), await reads.accounts()).length > 0;
    return { waiting: waits.length, isTakenOver, next: deadlines.length > 0 ? Math.min(...deadlines) : null };
  });
  ports.attention.showWaiting(waiting, isTakenOver);
  ports.attention.wakeAt(next);
}

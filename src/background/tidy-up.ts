import { applyUpdate } from '../services/apply-update';
import { borrowWallet } from '../services/borrow-wallet';
import { followAdministrator } from '../services/change-relays';
import { checkClaims, quietLimit } from '../services/check-claims';
import { noteUpdate } from '../services/note-update';
import type { Ports } from '../services/ports';
import { recoverRequests } from '../services/recover-requests';
import { checkCopy } from '../services/restore';
import { schedule } from '../services/schedule';
import { lendClaims } from '../services/share-claims';
import { sweep } from '../services/sweep';
import { trackTransactions } from '../services/track-transactions';

/** Told of what went wrong; the rest goes on. */
type Report = (error: unknown) => void;

/**
 * Once in each life of the worker: what the store has lost comes back, what the last life still owed is done, and then
 * whatever became due meanwhile. `usual`: the ports of normal windows.
 */
export async function tidyUp(ports: Ports, usual: Ports, report: Report): Promise<void> {
  await checkCopy(ports).catch(report);
  await borrowWallet(ports).catch(report);
  await recoverRequests(ports).catch(report);
  await noteUpdate(ports).catch(report);
  await followAdministrator(ports).catch(report);
  // The browser may have been started since they were lent.
  await lendClaims(ports).catch(report);
  await catchUp(ports, usual, report);
}

/** Whatever became due while nobody was awake. A later wake-up never waits for an earlier one. */
export async function catchUp(ports: Ports, usual: Ports, report: Report): Promise<void> {
  try {
    await sweep(ports);
    await trackTransactions(ports);
    // Before the relays are waited for, or fail.
    await applyUpdate(usual);
    await checkClaims(ports, quietLimit);
  } catch (error) {
    report(error);
    // What went wrong is not the last that this worker is woken for.
    await schedule(ports).catch(report);
  }
}

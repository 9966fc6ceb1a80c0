import type { Account } from '../core/account';
import { noteSeen } from '../core/account-claims';
import { holdingOf } from '../core/claim';
import { hour, type Millis } from '../core/units';
import { coordinationOf } from './coordination';
import { sealOwn } from './make-claim';
import { commit } from './now';
import type { Ports } from './ports';
import { publicDevice, thisDevice } from './this-device';

/** How old the word of the active device may be: "last seen", as the other devices show it. */
const sayAfter: Millis = hour;

/** Says once more that this device is active, with its present name. The same claim: it takes nothing from anybody. */
export async function sayAgain(ports: Ports, account: Account, after: Millis = sayAfter): Promise<void> {
  const { relays, known } = await ports.store.read(async (reads) => ({
    relays: (await reads.settings()).relays,
    known: await reads.claims(account.address),
  }));
  if (known === null || relays.length === 0) return;
  const { memory, own } = known.record;
  const { wall } = ports.clock.read();
  const claim = memory.claims.find(({ id }) => id === own.claimId);
  const kept = known.kept.find(({ id }) => id === own.claimId);
  const isActive = own.isWritten && holdingOf(memory, own).holder === 'this';
  if (!isActive || claim === undefined || kept === undefined || wall - claim.saidAt < after) return;
  const coordination = await coordinationOf(ports, account);
  if (coordination === null) return;
  const device = await thisDevice(ports);
  const { id, epoch, at } = claim;
  const again = { id, epoch, at, device: publicDevice(ports, device, relays), saidAt: wall };
  // A proof that was made here is known again once the claim was read back.
  if (epoch.generation > 0 && kept.generationProof === null) return;
  const made = await sealOwn(ports, account, coordination, again, known.kept);
  const isStill = await commit(ports, async (writes, { now }) => {
    const current = await writes.claims(account.address);
    if (current === null || current.record.own.claimId !== id) return false;
    const outcome = { isQuorum: false, begunAt: now, begunWith: current.record.own };
    await writes.putClaims(noteSeen(current, [made], outcome, now));
    return true;
  });
  if (isStill) await ports.relays.publish({ relays, coordination }, made.event);
}

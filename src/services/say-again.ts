import type { Account } from '../core/account';
import { noteSeen, type KeptClaim } from '../core/account-claims';
import { holdingOf, type Claim } from '../core/claim';
import type { RelayAddress } from '../core/relay-address';
import { hour, type Millis } from '../core/units';
import { coordinationOf } from './coordination';
import { sealOwn } from './make-claim';
import { commit } from './now';
import type { Ports } from './ports';
import { readClaims } from './read-claims';
import { publicDevice, thisDevice } from './this-device';

/** How old the word of the active device may be: "last seen", as the other devices show it. */
const sayAfter: Millis = hour;

/** Says once more that this device is active: the same claim, which takes nothing from anybody. */
export async function sayAgain(ports: Ports, account: Account): Promise<void> {
  const own = await ownClaim(ports, account);
  const isDue = own !== null && ports.clock.read().wall - own.claim.saidAt >= sayAfter;
  if (own?.isActive === true && isDue) await say(ports, account, own);
}

/**
 * Says its last claim again where this device has another name or other relays since, be it active or not: the others
 * show both. A lower epoch stays lower.
 */
export async function sayNews(ports: Ports, account: Account): Promise<void> {
  if (!(await hasNews(ports, await ownClaim(ports, account)))) return;
  // What a copy of this profile has claimed meanwhile lies in the same slot, and must not be written over.
  if ((await readClaims(ports, account)) !== 'quorum') return;
  const own = await ownClaim(ports, account);
  if (own !== null && (await hasNews(ports, own))) await say(ports, account, own);
}

/** This device's last claim that relays have, or had before others were chosen. */
interface Said {
  readonly claim: Claim;
  readonly isActive: boolean;
  readonly kept: readonly KeptClaim[];
  readonly relays: readonly RelayAddress[];
}

async function ownClaim(ports: Ports, { address }: Account): Promise<Said | null> {
  const { relays, known } = await ports.store.read(async (reads) => ({
    relays: (await reads.settings()).relays,
    known: await reads.claims(address),
  }));
  if (known === null || relays.length === 0) return null;
  const { memory, own } = known.record;
  const claim = memory.claims.find(({ id }) => id === own.claimId);
  const isKept = known.kept.some(({ id }) => id === own.claimId);
  // Of two claims under its key this device does not know which one the others go by.
  if (!own.wasWritten || !isKept || claim === undefined || claim.isDouble) return null;
  const isActive = own.isWritten && holdingOf(memory, own).holder === 'this';
  return { claim, isActive, kept: known.kept, relays };
}

async function hasNews(ports: Ports, own: Said | null): Promise<boolean> {
  // Of two words of one claim the later one is taken: after a clock was set back it waits.
  if (own === null || ports.clock.read().wall <= own.claim.saidAt) return false;
  const now = publicDevice(ports, await thisDevice(ports), own.relays);
  return own.claim.device.name !== now.name || own.claim.device.relays !== now.relays;
}

async function say(ports: Ports, account: Account, { claim, kept, relays }: Said): Promise<void> {
  const { wall } = ports.clock.read();
  const coordination = await coordinationOf(ports, account);
  if (coordination === null) return;
  const device = await thisDevice(ports);
  const { id, epoch, at } = claim;
  const again = { id, epoch, at, device: publicDevice(ports, device, relays), saidAt: wall };
  // A proof that was made here is known again once the claim was read back.
  const { generationProof } = kept.find((each) => each.id === id) ?? { generationProof: null };
  if (epoch.generation > 0 && generationProof === null) return;
  const made = await sealOwn(ports, account, coordination, again, kept);
  const isStill = await commit(ports, async (writes, { now }) => {
    const current = await writes.claims(account.address);
    if (current === null || current.record.own.claimId !== id) return false;
    // Somebody has said it meanwhile.
    const isLast = ({ id: known, saidAt }: Claim) => known === id && saidAt === claim.saidAt;
    if (!current.record.memory.claims.some(isLast)) return false;
    const outcome = { isQuorum: false, begunAt: now, begunWith: current.record.own };
    await writes.putClaims(noteSeen(current, [made], outcome, now));
    return true;
  });
  if (isStill) await ports.relays.publish({ relays, coordination }, made.event);
}

import type { Account } from '../core/account';
import {
  lastOwn,
  noteOwn,
  noteOwnWritten,
  rivalsOf,
  type KeptClaim,
  type SeenClaim,
} from '../core/account-claims';
import type { Claim } from '../core/claim';
import { compareEpochs, type Epoch } from '../core/epoch';
import { areSame, claimsWithin, tellChange, writeClaims } from './note-claims';
import { commit } from './now';
import type { Coordination, Ports } from './ports';
import { publicDevice, thisDevice } from './this-device';
import { unlockedKey } from './unlocked-key';

/** A claim of this device as it is given to relays. */
type OwnEvent = Pick<KeptClaim, 'id' | 'event'>;

/** Stored before it is written anywhere: a claim is never made and forgotten. Null where others were quicker. */
export async function makeClaim(
  ports: Ports,
  account: Account,
  coordination: Coordination,
  epoch: Epoch,
): Promise<OwnEvent | null> {
  const device = await thisDevice(ports);
  const { address } = account;
  const { wall } = ports.clock.read();
  const { relays, before } = await ports.store.read(async (reads) => ({
    relays: (await reads.settings()).relays,
    before: await claimsWithin(reads, address, device.key),
  }));
  const claim: Claim = {
    id: ports.randomness.hex(128),
    device: publicDevice(ports, device, relays),
    epoch,
    at: wall,
    saidAt: wall,
  };
  const made = await sealOwn(ports, account, coordination, claim, before.kept);
  const [rival] = rivalsOf(before.record);
  const previous = lastOwn(before.kept, device.key);
  const change = await commit(ports, async (writes, at) => {
    const known = await claimsWithin(writes, address, device.key);
    const last = lastOwn(known.kept, device.key);
    // Two claims of one epoch would make this device its own rival; of two events of one date relays keep one.
    const isFirst = compareEpochs(epoch, known.record.memory.mark) > 0;
    if (!isFirst || last?.event.text !== previous?.event.text) return null;
    await writes.appendJournal(at.now, {
      kind: 'account-claimed',
      account: address,
      from: rival?.device.name ?? null,
    });
    return writeClaims(writes, known, noteOwn(known, made, at.now), at);
  });
  if (change === null) return null;
  await tellChange(ports, change);
  return { id: claim.id, event: made.event };
}

/** The event of a claim of this device, which goes on from its last one. */
export async function sealOwn(
  ports: Ports,
  account: Account,
  coordination: Coordination,
  claim: Claim,
  kept: readonly KeptClaim[],
): Promise<SeenClaim> {
  const { secret } = await thisDevice(ports);
  const generation = await generationFor(ports, account, kept, claim.epoch);
  const event = await ports.relays.seal({
    coordination,
    claim,
    deviceSecret: secret,
    generation,
    previous: lastOwn(kept, claim.device.key)?.event ?? null,
    now: claim.saidAt,
  });
  const generationProof = generation !== null && 'proof' in generation ? generation.proof : null;
  return { claim, event, generationProof };
}

/** Gives the claim to the relays. Once a quorum has it, that is noted: it counts after the next read. */
export async function publishClaim(
  ports: Ports,
  account: Account,
  coordination: Coordination,
  { id, event }: OwnEvent,
): Promise<boolean> {
  const { relays } = await ports.store.read((reads) => reads.settings());
  const { isQuorum } = await ports.relays.publish({ relays, coordination }, event);
  if (!isQuorum) return false;
  const change = await commit(ports, async (writes, at) => {
    const known = await writes.claims(account.address);
    const isAsked = areSame(relays, (await writes.settings()).relays);
    if (known === null || !isAsked) return { isChanged: false, left: [] };
    return writeClaims(writes, known, noteOwnWritten(known, id), at);
  });
  await tellChange(ports, change);
  return true;
}

/** Above generation 0 a claim carries a proof: that of a claim of the same generation, or one made anew. */
async function generationFor(
  ports: Ports,
  account: Account,
  kept: readonly KeptClaim[],
  { generation }: Epoch,
): Promise<{ readonly secret: string } | { readonly proof: string } | null> {
  if (generation === 0) return null;
  const proof = kept.find(
    (claim) => claim.epoch.generation === generation && claim.generationProof !== null,
  )?.generationProof;
  if (proof !== undefined && proof !== null) return { proof };
  const [dataKey, vault] = await Promise.all([
    unlockedKey(ports),
    ports.store.read((reads) => reads.vault()),
  ]);
  if (dataKey === null || vault === null) return null;
  return { secret: await ports.coordinationKeys.generationSecret(vault, dataKey, account) };
}

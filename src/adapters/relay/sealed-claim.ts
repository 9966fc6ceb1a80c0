import { v2 } from 'nostr-tools/nip44';
import { finalizeEvent } from 'nostr-tools/pure';
import type { Claim } from '../../core/claim';
import type { RelayFault } from '../../core/relay-fault';
import { day, second, type Millis } from '../../core/units';
import {
  contentBytes,
  generationText,
  parseContent,
  signedText,
  writeContent,
  type ClaimSeals,
} from '../../protocol/relay';
import type { ClaimEvent, SeenClaim } from '../../core/account-claims';
import type { ClaimToSeal } from '../../services/ports';
import { accountKeysOf, slotName, type AccountKeys } from './account-keys';
import { isSigned, signText } from './seals';
import { verify, type NostrEvent } from './verify-event';

/** Addressable, for an app's own data (NIP-01, NIP-78): a relay keeps the newest event of each author and slot. */
export const claimKind = 30_078;

/** Version, nonce, length, padded text and MAC in base64 (NIP-44 v2). */
const contentLength = 4 * Math.ceil((1 + 32 + 2 + contentBytes + 32) / 3);

/**
 * Events are dated a day back. Relays refuse what lies in the future; so they take the event of a device whose clock
 * is up to a day ahead.
 */
const datedBack: Millis = day;

/** Makes the event of a claim: signed by the device inside, encrypted, signed by the account outside. */
export async function sealClaim(toSeal: ClaimToSeal): Promise<ClaimEvent> {
  const { coordination, claim, deviceSecret, previous, now } = toSeal;
  const keys = await accountKeysOf(coordination);
  const { slot, date } = placeAfter(previous, now);
  const seals: ClaimSeals = {
    slot,
    generationProof: proveGeneration(keys, toSeal),
    signature: signText(signedText(claim, keys.account, slot), deviceSecret),
  };
  const event = finalizeEvent(
    {
      kind: claimKind,
      created_at: date,
      tags: [['d', await slotName(keys, claim.device.key, slot)]],
      content: v2.encrypt(writeContent(claim, seals), keys.conversation),
    },
    keys.eventSecret,
  );
  const opened = await openClaim(keys, event);
  // A key, proof or text that does not fit would make an event that every other device drops.
  if (!opened.ok) throw new RangeError(`The claim cannot be sealed: ${opened.fault}.`);
  return opened.seen.event;
}

/**
 * Relays keep the event with the later date. Where the last one is dated more than a day too late, by a clock that ran
 * ahead, no later date would be taken: the device moves on to its next slot.
 */
function placeAfter(previous: ClaimToSeal['previous'], now: Millis): { slot: number; date: number } {
  const usual = Math.max(0, Math.floor((now - datedBack) / second));
  if (previous === null) return { slot: 0, date: usual };
  const date = Math.max(usual, previous.date + 1);
  const isBlocked = date > Math.floor(now / second);
  return isBlocked ? { slot: previous.slot + 1, date: usual } : { slot: previous.slot, date };
}

function proveGeneration(keys: AccountKeys, { claim, generation }: ClaimToSeal): string | null {
  if (claim.epoch.generation === 0 || generation === null) return null;
  if ('proof' in generation) return generation.proof;
  return signText(generationText(keys.account, claim.epoch.generation), generation.secret);
}

export type OpenedClaim =
  | { readonly ok: true; readonly seen: SeenClaim }
  | { readonly ok: false; readonly fault: RelayFault };

/** The claim in what a relay sent, or why it is dropped. Nothing is read of it before hash and signature are verified. */
export async function openClaim(keys: AccountKeys, value: unknown): Promise<OpenedClaim> {
  const verified = verify(value, keys.account);
  if (!verified.ok) return verified;
  const { event } = verified;
  const slot = slotOf(event);
  if (slot === null) return { ok: false, fault: 'wrong-kind' };
  const text = decrypt(keys, event.content);
  if (text === null) return { ok: false, fault: 'undecryptable' };
  const parsed = parseContent(text);
  if (!parsed.ok) return parsed;
  const { claim, seals } = parsed;
  const fault = await faultOf(keys, claim, seals, slot);
  if (fault !== null) return { ok: false, fault };
  return {
    ok: true,
    seen: {
      claim,
      event: { text: JSON.stringify(event), slot: seals.slot, date: event.created_at },
      generationProof: seals.generationProof,
    },
  };
}

function slotOf({ kind, tags, content }: NostrEvent): string | null {
  const [tag, ...others] = tags;
  if (kind !== claimKind || content.length !== contentLength) return null;
  return others.length === 0 && tag?.length === 2 && tag[0] === 'd' ? (tag[1] ?? null) : null;
}

function decrypt({ conversation }: AccountKeys, content: string): string | null {
  try {
    return v2.decrypt(content, conversation);
  } catch {
    // What NIP-44 says of a version, a padding or a MAC that does not fit.
    return null;
  }
}

async function faultOf(
  keys: AccountKeys,
  claim: Claim,
  { slot, generationProof, signature }: ClaimSeals,
  name: string,
): Promise<RelayFault | null> {
  const { device, epoch } = claim;
  if ((await slotName(keys, device.key, slot)) !== name) return 'wrong-slot';
  if (!isSigned(signedText(claim, keys.account, slot), device.key, signature)) return 'bad-device-signature';
  if (epoch.generation === 0) return null;
  const text = generationText(keys.account, epoch.generation);
  const isProven = generationProof !== null && isSigned(text, keys.generationKey, generationProof);
  return isProven ? null : 'bad-generation';
}

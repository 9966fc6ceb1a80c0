import { v2 } from 'nostr-tools/nip44';
import { finalizeEvent, generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import { bytesToHex } from 'nostr-tools/utils';
import { accountKeysOf, slotName, type AccountKeys } from '../../../src/adapters/relay/account-keys';
import { sealClaim } from '../../../src/adapters/relay/sealed-claim';
import { signText } from '../../../src/adapters/relay/seals';
import type { NostrEvent } from '../../../src/adapters/relay/verify-event';
import type { Claim } from '../../../src/core/claim';
import { signedText } from '../../../src/protocol/relay';
import type { ClaimEvent } from '../../../src/core/account-claims';
import type { ClaimToSeal, Coordination, DeviceKeys } from '../../../src/services/ports';
import { device, epoch } from '../../core/claim-fixture';
import { start } from '../../core/session-fixture';

const generationSecret = '77'.repeat(32);

/** An account as its devices share it; each digit is an account of its own. */
export function coordination(digit: string): Coordination {
  const secret = digit.repeat(64);
  return { secret, generationKey: getPublicKey(Uint8Array.from(Buffer.from(generationSecret, 'hex'))) };
}

export const generation = { secret: generationSecret };

export function newDevice(): DeviceKeys {
  const secret = generateSecretKey();
  return { secret: bytesToHex(secret), key: getPublicKey(secret) };
}

let ids = 0;

export function claimOf({ key }: DeviceKeys, counter: number, over: Partial<Claim> = {}): Claim {
  ids += 1;
  return {
    id: ids.toString(16).padStart(32, '0'),
    device: { ...device('0', 'Firefox on Linux'), key },
    epoch: epoch(counter),
    at: start,
    saidAt: start,
    ...over,
  };
}

export function seal(
  keys: DeviceKeys,
  counter: number,
  over: Partial<ClaimToSeal> & { claim?: Claim } = {},
): Promise<ClaimEvent> {
  return sealClaim({
    coordination: coordination('a'),
    claim: claimOf(keys, counter),
    deviceSecret: keys.secret,
    generation: null,
    previous: null,
    now: Date.now(),
    ...over,
  });
}

export function eventOf({ text }: ClaimEvent): NostrEvent {
  return JSON.parse(text);
}

/** What is inside a made-up event; everything that is not given is as it ought to be. */
export interface Forgery {
  readonly claim?: Claim;
  readonly content?: (honest: Record<string, unknown>) => unknown;
  readonly signedBy?: string;
  readonly signedFor?: string;
  readonly slotOf?: string;
  readonly outer?: Partial<Pick<NostrEvent, 'kind' | 'tags' | 'content' | 'created_at'>>;
}

/** An event made by somebody who has the account's coordination key, and keeps to no rule but the outer signature. */
export async function forge(keys: DeviceKeys, forgery: Forgery = {}): Promise<NostrEvent> {
  const account: AccountKeys = await accountKeysOf(coordination('a'));
  const claim = forgery.claim ?? claimOf(keys, 1);
  const honest = {
    version: 1,
    id: claim.id,
    ...claim.epoch,
    at: claim.at,
    saidAt: claim.saidAt,
    device: claim.device,
    slot: 0,
    generationProof: null,
    signature: signText(
      signedText(claim, forgery.signedFor ?? account.account, 0),
      forgery.signedBy ?? keys.secret,
    ),
  };
  const text = JSON.stringify(forgery.content?.(honest) ?? honest).padEnd(1280);
  const { id, pubkey, created_at, kind, tags, content, sig } = finalizeEvent(
    {
      kind: 30_078,
      created_at: Math.floor(Date.now() / 1000),
      tags: [['d', await slotName(account, forgery.slotOf ?? keys.key, 0)]],
      content: v2.encrypt(text, account.conversation),
      ...forgery.outer,
    },
    account.eventSecret,
  );
  return { id, pubkey, created_at, kind, tags, content, sig };
}

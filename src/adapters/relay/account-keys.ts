import { v2 } from 'nostr-tools/nip44';
import { getPublicKey } from 'nostr-tools/pure';
import { bytesToHex, hexToBytes } from 'nostr-tools/utils';
import type { Coordination } from '../../services/ports';

/** The keys of an account on relays, each for one purpose (SEC-28). */
export interface AccountKeys {
  /** Signs the account's events; its public half is all that a relay sees of the account. */
  readonly eventSecret: Uint8Array;
  readonly account: string;
  /** NIP-44 v2, from the account to itself. */
  readonly conversation: Uint8Array;
  readonly slots: CryptoKey;
  readonly generationKey: string;
}

export async function accountKeysOf({ secret, generationKey }: Coordination): Promise<AccountKeys> {
  const [eventSecret, slotSecret] = await Promise.all([
    derive(secret, 'sekisho relay events v1'),
    derive(secret, 'sekisho relay slots v1'),
  ]);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const slots = await crypto.subtle.importKey('raw', slotSecret, hmac, false, ['sign']);
  const account = getPublicKey(eventSecret);
  return {
    eventSecret,
    account,
    conversation: v2.utils.getConversationKey(eventSecret, account),
    slots,
    generationKey,
  };
}

/**
 * The name of a device's slot. Made from its key, so that a slot belongs to one key for ever (SEC-27); it tells a
 * relay nothing. A device has one slot, number 0, unless a date in the far future blocks it.
 */
export async function slotName({ slots }: AccountKeys, deviceKey: string, slot: number): Promise<string> {
  const name = new TextEncoder().encode(`${deviceKey}:${slot}`);
  return bytesToHex(new Uint8Array(await crypto.subtle.sign('HMAC', slots, name)));
}

async function derive(secret: string, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const material = Uint8Array.from(hexToBytes(secret));
  const key = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveBits']);
  const text = new TextEncoder();
  const parameters = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: text.encode('sekisho'),
    info: text.encode(purpose),
  };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256));
}

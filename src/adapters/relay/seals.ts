import { finalizeEvent, getEventHash, verifyEvent } from 'nostr-tools/pure';
import { hexToBytes } from 'nostr-tools/utils';

/**
 * A signature over a text (BIP-340), as that of an event that is never sent: nostr-tools signs events, and of a kind
 * that relays do not keep, should one ever get there.
 */
export function signText(text: string, secret: string): string {
  return finalizeEvent(eventOf(text), hexToBytes(secret)).sig;
}

/** Whether the holder of this public key signed this text. False for what is no key or signature at all. */
export function isSigned(text: string, key: string, signature: string): boolean {
  const event = { ...eventOf(text), pubkey: key };
  return verifyEvent({ ...event, id: getEventHash(event), sig: signature });
}

function eventOf(content: string) {
  return { kind: 21_078, created_at: 0, tags: [], content };
}

import { getEventHash, verifyEvent } from 'nostr-tools/pure';
import type { RelayFault } from '../../core/relay-fault';

/** An event of NIP-01. */
export interface NostrEvent {
  readonly id: string;
  readonly pubkey: string;
  readonly created_at: number;
  readonly kind: number;
  readonly tags: string[][];
  readonly content: string;
  readonly sig: string;
}

export type VerifiedEvent =
  | { readonly ok: true; readonly event: NostrEvent }
  | { readonly ok: false; readonly fault: RelayFault };

/** Verifies hash and signature of what a relay calls an event, before anything else of it is read (SEC-28). */
export function verify(value: unknown, author: string): VerifiedEvent {
  if (!isEvent(value)) return { ok: false, fault: 'malformed' };
  if (value.pubkey !== author) return { ok: false, fault: 'wrong-author' };
  // A copy of these fields alone: nostr-tools remembers its verdict on the object that it was given.
  const { id, pubkey, created_at, kind, tags, content, sig } = value;
  const event = { id, pubkey, created_at, kind, tags, content, sig };
  if (getEventHash(event) !== id) return { ok: false, fault: 'bad-hash' };
  return verifyEvent({ ...event }) ? { ok: true, event } : { ok: false, fault: 'bad-signature' };
}

const idPattern = /^[0-9a-f]{64}$/;
const signaturePattern = /^[0-9a-f]{128}$/;

function isEvent(value: unknown): value is NostrEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { id, pubkey, created_at, kind, tags, content, sig }: Partial<Record<keyof NostrEvent, unknown>> =
    value;
  return (
    isMatch(id, idPattern) &&
    isMatch(pubkey, idPattern) &&
    isMatch(sig, signaturePattern) &&
    isCount(created_at) &&
    isCount(kind) &&
    typeof content === 'string' &&
    Array.isArray(tags) &&
    tags.every((tag) => Array.isArray(tag) && tag.every((item) => typeof item === 'string'))
  );
}

function isMatch(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

import type { Sealed } from '../../core/vault';
import type { SealLabel } from '../../services/ports';

/** 256 bits as hex. */
export type KeyHex = string;

/** The record's type, id and version. */
export type Label = SealLabel;

const ivBytes = 12;
const bytesPattern = /^(?:[0-9a-f]{2})*$/;

/** Seals bytes with AES-256-GCM under a fresh 96-bit IV. */
export async function seal(key: KeyHex, label: Label, content: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const data = await crypto.subtle.encrypt(parameters(iv, label), await imported(key, 'encrypt'), content);
  return { iv: hexOf(iv), data: hexOf(new Uint8Array(data)) };
}

/** The bytes, or null where key, label or content is not what it was sealed with. */
export async function unseal(key: KeyHex, label: Label, sealed: Sealed): Promise<Uint8Array | null> {
  const own = await imported(key, 'decrypt');
  try {
    const content = await crypto.subtle.decrypt(
      parameters(bytesOf(sealed.iv), label),
      own,
      bytesOf(sealed.data),
    );
    return new Uint8Array(content);
  } catch (error) {
    // What WebCrypto says of a tag that does not fit.
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

/** 256 random bits (SEC-18: 128 for an id). */
export function randomHex(bits: 128 | 256): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(bits / 8)));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @throws RangeError for what is no hex of whole bytes */
export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  if (!bytesPattern.test(hex)) throw new RangeError('Bytes are not in hex.');
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

function imported(key: KeyHex, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const bytes = bytesOf(key);
  if (bytes.length !== 32) throw new RangeError('A key has 256 bits.');
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [usage]);
}

function parameters(iv: Uint8Array<ArrayBuffer>, { type, id, version }: Label): AesGcmParams {
  return {
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(JSON.stringify([type, id, version])),
  };
}

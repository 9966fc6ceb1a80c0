import type { Hex } from './hex';

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The text's UTF-8 bytes. */
export function encodeText(text: string): Hex {
  let digits = '';
  for (const byte of new TextEncoder().encode(text)) digits += pairs[byte] ?? '';
  return `0x${digits}`;
}

/** The text that the bytes are in UTF-8, or null where they are none. A byte order mark is part of it. */
export function decodeText(hex: Hex): string | null {
  const bytes = new Uint8Array(hex.length / 2 - 1);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(hex.slice(2 * index + 2, 2 * index + 4), 16);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Bytes that are no text are expected: a hash, for one.
    return null;
  }
}

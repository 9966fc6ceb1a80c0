import type { Hex } from '../../core/hex';
import { decodeText } from '../../core/message-text';

/** The whole 32-byte words after a selector, as numbers. */
export function wordsOf(data: Hex): readonly bigint[] {
  return (data.slice(10).match(/.{64}/g) ?? []).map((word) => BigInt(`0x${word}`));
}

/** A word as an address, lower-case; null for none, and where more than 20 bytes are set. */
export function addressOf(word: bigint | undefined): Hex | null {
  return word !== undefined && word >> 160n === 0n ? `0x${word.toString(16).padStart(40, '0')}` : null;
}

/** The text that a call returned: an ABI `string`, or a `bytes32` filled up with zeros as old tokens have it. */
export function textOf(returned: Hex): string | null {
  const digits = returned.slice(2);
  if (digits.length === 64) return decodeText(`0x${digits.replace(/(?:00)+$/, '')}`);
  if (digits.length < 128) return null;
  const start = Number(BigInt(`0x${digits.slice(0, 64)}`)) * 2;
  const length = digits.slice(start, start + 64);
  if (length.length !== 64) return null;
  const end = start + 64 + Number(BigInt(`0x${length}`)) * 2;
  return end > digits.length ? null : decodeText(`0x${digits.slice(start + 64, end)}`);
}

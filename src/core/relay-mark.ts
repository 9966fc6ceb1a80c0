import type { RelayAddress } from './relay-address';

const offset = 0x811c9dc5;
const prime = 0x01000193;

/**
 * Stands for a list of relays, whatever its order: 8 lower-case hex digits (FNV-1a, 32 bits). Devices with different
 * lists may miss each other's claims, and can tell by it where they meet at all. It protects nothing.
 */
export function markOfRelays(relays: readonly RelayAddress[]): string {
  let mark = offset;
  for (const character of relays.toSorted().join(' ')) {
    mark = Math.imul(mark ^ (character.codePointAt(0) ?? 0), prime) >>> 0;
  }
  return mark.toString(16).padStart(8, '0');
}

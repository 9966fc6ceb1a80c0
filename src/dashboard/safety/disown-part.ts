const before = 'disown-';

/** The part of the page on which an account is taken back: `disown-0x…`. */
export function disownPart(address: string): string {
  return `${before}${address}`;
}

/** The account that the part names; null where it names none. Whether the wallet holds it is not said. */
export function disownedAddress(part: string): string | null {
  if (!part.startsWith(before)) return null;
  return part.slice(before.length).toLowerCase();
}

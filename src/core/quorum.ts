/** How many relays must answer before a read or a write counts, and how many of them may be hostile meanwhile. */
export interface Quorum {
  readonly size: number;
  readonly hostile: number;
}

/** More relays than five buy that more of them may be down, and not that more of them may lie. */
const mostHostile = 2;

/**
 * `size = ceil((relays + hostile + 1) / 2)` (SEC-30): any two quorums then share `hostile + 1` relays, so at least one
 * honest relay that took the write is asked by the read. `hostile` is what leaves room for one relay to be down, up to
 * two: 1 of 1, 2 of 2, 2 of 3, 3 of 4 (1 hostile), 4 of 5 (2 hostile), 5 of 6 and 5 of 7 (2 hostile).
 * None of none: with no relay there is one device, and nobody to ask.
 */
export function quorumOf(relays: number): Quorum {
  if (relays === 0) return { size: 0, hostile: 0 };
  const hostile = Math.min(mostHostile, Math.max(0, relays - 3));
  return { size: Math.ceil((relays + hostile + 1) / 2), hostile };
}

/** What a contract does when a function of it is called: return these bytes, or revert with them. */
export type Outcome = { readonly returns: string } | { readonly reverts: string };

const twoBytes = (value: number): string => value.toString(16).padStart(4, '0');

/**
 * The code of a contract with fixed outcomes by selector; any other call succeeds and returns nothing.
 * Assembled by hand, so that no compiler is needed.
 */
export function contractCode(outcomes: Readonly<Record<string, Outcome>>): string {
  const entries = Object.entries(outcomes);
  const handlers = 6 + 11 * entries.length + 1;
  let data = handlers + 16 * entries.length;
  let dispatch = '60003560e01c'; // CALLDATALOAD(0) >> 224
  let bodies = '';
  let bytes = '';
  for (const [index, [selector, outcome]] of entries.entries()) {
    const payload = 'returns' in outcome ? outcome.returns : outcome.reverts;
    const size = twoBytes(payload.length / 2);
    dispatch += `8063${selector}1461${twoBytes(handlers + 16 * index)}57`; // DUP PUSH EQ PUSH JUMPI
    bodies += `5b61${size}61${twoBytes(data)}600039`; // JUMPDEST PUSH PUSH PUSH CODECOPY
    bodies += `61${size}6000${'returns' in outcome ? 'f3' : 'fd'}`; // PUSH PUSH RETURN or REVERT
    bytes += payload;
    data += payload.length / 2;
  }
  return `0x${dispatch}00${bodies}${bytes}`;
}

/** A number as an ABI word. */
export const word = (value: bigint | number | string): string => BigInt(value).toString(16).padStart(64, '0');

/** A text as ABI `string`. */
export function text(value: string): string {
  const hex = Buffer.from(value).toString('hex');
  return word(32) + word(hex.length / 2) + hex.padEnd(Math.ceil(hex.length / 64) * 64, '0');
}

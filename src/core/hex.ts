/** Bytes as lower-case 0x-prefixed hex, two digits a byte. */
export type Hex = `0x${string}`;

const bytesPattern = /^0x(?:[0-9a-f]{2})*$/i;
const quantityPattern = /^0x(?:0|[1-9a-f][0-9a-f]{0,63})$/i;

/** Whether the text is 0x-prefixed hex with whole bytes. */
export function isHex(text: string): text is Hex {
  return bytesPattern.test(text);
}

/** Whether the text is a JSON-RPC quantity of at most 256 bits without leading zeros (EIP-1474). */
export function isQuantity(text: string): text is Hex {
  return quantityPattern.test(text);
}

/** A quantity for JSON-RPC: lower-case hex, no leading zeros (EIP-1474). */
export function toQuantity(value: bigint): Hex {
  return `0x${value.toString(16)}`;
}

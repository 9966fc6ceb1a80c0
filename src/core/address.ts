declare const addressBrand: unique symbol;

/** An account or contract address: 0x and 40 lower-case hex digits. Shown to people in its EIP-55 form. */
export type Address = `0x${string}` & { readonly [addressBrand]: true };

const addressPattern = /^0x[0-9a-f]{40}$/;

/** The canonical form of a 20-byte hex address, or null. An EIP-55 checksum is not verified here. */
export function parseAddress(text: string): Address | null {
  const lower = text.toLowerCase();
  return isAddress(lower) ? lower : null;
}

function isAddress(text: string): text is Address {
  return addressPattern.test(text);
}

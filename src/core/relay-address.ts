import { isLoopbackHost } from './origin';

declare const relayBrand: unique symbol;

/** Where a relay is reached, as a canonical URL: wss, or ws on loopback only. */
export type RelayAddress = string & { readonly [relayBrand]: true };

/** More relays than this cost connections and win nothing. */
export const mostRelays = 8;

/** The canonical form of a relay's address, or null for what may not be one. No user, password or fragment is kept. */
export function parseRelay(text: string): RelayAddress | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  const isAllowed = url.protocol === 'wss:' || (url.protocol === 'ws:' && isLoopbackHost(url.hostname));
  return isAllowed ? brand(url.href) : null;
}

function brand(text: string): RelayAddress {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the maker of the branded type
  return text as RelayAddress;
}

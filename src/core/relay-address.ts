import { isLoopbackHost } from './origin';

declare const relayBrand: unique symbol;

/** Where a relay is reached, as a canonical URL: wss, or ws on loopback only. */
export type RelayAddress = string & { readonly [relayBrand]: true };

/** More relays than this cost connections and win nothing. */
export const mostRelays = 8;

/**
 * The canonical form of a relay's address, or null for what may not be one: with a user, a password or a fragment. One
 * relay has one form: a lone `#` or `?` at its end, which `URL` keeps, says nothing.
 */
export function parseRelay(text: string): RelayAddress | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  const isAllowed = url.protocol === 'wss:' || (url.protocol === 'ws:' && isLoopbackHost(url.hostname));
  if (!isAllowed) return null;
  // An empty part that is there reads as '' too; written back as '', it is gone.
  url.hash = '';
  if (url.search === '') url.search = '';
  return brand(url.href);
}

function brand(text: string): RelayAddress {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the maker of the branded type
  return text as RelayAddress;
}

import { mostRelays, parseRelay, type RelayAddress } from './relay-address';

/**
 * A pairing text names the relays of one device, so that another one uses the same:
 * `sekisho:relays?v=1&r=<relay>&r=<relay>`, percent-encoded. It holds no secret.
 */
const beginning = 'sekisho:relays?';
const version = '1';

/** As much as a command takes of one address. */
const longestAddress = 500;
/** Longer texts are refused before they are read: the longest list, with three characters for each. */
const longestText = 3 * mostRelays * (longestAddress + 3);

/** The text that another device reads with `parsePairing`, in one line. */
export function pairingText(relays: readonly RelayAddress[]): string {
  return `${beginning}v=${version}${relays.map((relay) => `&r=${encodeURIComponent(relay)}`).join('')}`;
}

/**
 * The relays that a pairing text names, in its order, or null where it is none: something else, another version, no
 * relay, the same one twice, more than `mostRelays`, or one that may not be used. White space around it is not part of it.
 */
export function parsePairing(text: string): readonly RelayAddress[] | null {
  const line = text.trim();
  if (line.length > longestText || /\s/.test(line) || !line.startsWith(beginning)) return null;
  const relays = new Set<RelayAddress>();
  const [first, ...rest] = new URLSearchParams(line.slice(beginning.length));
  if (first?.[0] !== 'v' || first[1] !== version) return null;
  for (const [name, value] of rest) {
    const relay = name === 'r' ? parseRelay(value) : null;
    if (relay === null || relay.length > longestAddress || relays.has(relay)) return null;
    relays.add(relay);
  }
  return relays.size > 0 && relays.size <= mostRelays ? [...relays] : null;
}

/** Public relays of different makers, free to use, that may be chosen at first. Each can be taken out (SEC-33). */
export const suggestedRelays: readonly string[] = [
  'wss://relay.damus.io/',
  'wss://nos.lol/',
  'wss://relay.primal.net/',
  'wss://nostr.mom/',
  'wss://offchain.pub/',
];

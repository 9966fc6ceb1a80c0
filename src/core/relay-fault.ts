/** Why something that a relay sent was dropped. Counted per relay and shown; never a change of state. */
export const relayFaults = [
  /** Larger than any claim is. */
  'oversized',
  /** No message of the protocol. */
  'malformed',
  /** Of another account than was asked for. */
  'wrong-author',
  'bad-hash',
  'bad-signature',
  /** Another kind of event, or of another size than claims have. */
  'wrong-kind',
  'undecryptable',
  /** A version of the content that this Sekisho does not know. */
  'unknown-version',
  'bad-content',
  'bad-device-signature',
  /** In a slot that is not made from its device's key. */
  'wrong-slot',
  /** A raised generation without the proof that only the recovery phrase can make. */
  'bad-generation',
  /** More than it may send; the relay is left alone for a while. */
  'flood',
] as const;

export type RelayFault = (typeof relayFaults)[number];

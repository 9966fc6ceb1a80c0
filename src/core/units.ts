/** A duration or a moment since the Unix epoch, in milliseconds. */
export type Millis = number;

export const second: Millis = 1_000;
export const minute: Millis = 60 * second;
export const hour: Millis = 60 * minute;
export const day: Millis = 24 * hour;

/** An amount of a network's smallest unit (10^-18 of its currency), as a 0x-prefixed hex quantity. */
export type WeiHex = `0x${string}`;

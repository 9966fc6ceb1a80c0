import type { Millis } from './units';

/** A device of an account, as people are told of it. */
export interface DeviceFacts {
  readonly name: string;
  /** For example "Firefox" and "Linux". */
  readonly browser: string;
  readonly system: string;
  readonly lastSeenAt: Millis;
}

/** What this device is for an account, for people to read. */
export type DeviceStanding =
  /** With no relay chosen there is one device, and nobody is asked. */
  | { readonly standing: 'only' }
  /** Nobody is active: whoever connects first will be. */
  | { readonly standing: 'free' }
  /** `awaySince`: no quorum answers since then, and the grace still lasts. */
  | { readonly standing: 'here'; readonly awaySince: Millis | null }
  /** Several devices where they claimed at once: none of them is active. */
  | { readonly standing: 'elsewhere'; readonly devices: readonly DeviceFacts[] }
  /** No quorum answers, and none has for longer than the grace. */
  | { readonly standing: 'away'; readonly since: Millis | null }
  /** The vault was not unlocked since the browser started: what the relays hold cannot be read. */
  | { readonly standing: 'locked' };

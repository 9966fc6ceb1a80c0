import type { Millis } from './units';

/** One installation of Sekisho in one browser profile, as it tells the other devices of an account about itself. */
export interface Device {
  /** The public half of its own key pair, made at random: 64 lower-case hex digits. Names the device. */
  readonly key: string;
  /** Chosen by the person; 1 to 40 characters. */
  readonly name: string;
  /** For example "Firefox" and "Linux"; at most 24 characters each. */
  readonly browser: string;
  readonly system: string;
  /** Stands for its list of relays (`markOfRelays`). */
  readonly relays: string;
  /** When it was first used, by its own clock. */
  readonly since: Millis;
}

/** How long the texts of a device may be, in characters (UTF-16 code units). */
export const deviceTextLimits = { name: 40, browser: 24, system: 24 } as const;

/** This device: with the secret half of its key, and the name that its person gave it. */
export interface OwnDevice {
  /** 256 bits as hex. */
  readonly secret: string;
  readonly key: string;
  readonly name: string;
  readonly since: Millis;
}

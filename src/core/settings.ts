import type { Address } from './address';
import { firstChain } from './network';
import { usualGrace } from './decide-claim';
import type { Profile } from './policy';
import type { RelayAddress } from './relay-address';
import type { ChainId } from './session';
import { hour, minute, type Millis } from './units';

/** What the person chose. */
export interface Settings {
  /** Null: the browser's. */
  readonly language: 'en' | 'ja' | null;
  /** Null: the system's. */
  readonly theme: 'light' | 'dark' | null;
  readonly profile: Profile;
  /** The vault locks after this long without the person. */
  readonly autoLockAfter: Millis;
  /** The account on the first screen; null before there is one. */
  readonly account: Address | null;
  /** The network on the first screen, and a new session's first one. */
  readonly chain: ChainId;
  /** The recovery phrase was shown and confirmed, or typed in. */
  readonly isPhraseSaved: boolean;
  /** Where the devices of an account meet; none: this is the only device (SEC-32). */
  readonly relays: readonly RelayAddress[];
  /** An administrator has set them: nobody here changes them. */
  readonly areRelaysManaged: boolean;
  /** The person has said whether this wallet is used on other devices too. */
  readonly areDevicesDecided: boolean;
  /** How long signing goes on while no quorum of the relays answers (SEC-30). */
  readonly relayGrace: Millis;
}

export const graceChoices: readonly [Millis, Millis, Millis] = [0, usualGrace, 24 * hour];

export const autoLockChoices: readonly Millis[] = [
  minute,
  5 * minute,
  15 * minute,
  60 * minute,
  240 * minute,
];

export const firstSettings: Settings = {
  language: null,
  theme: null,
  profile: 'standard',
  autoLockAfter: 15 * minute,
  account: null,
  chain: firstChain,
  isPhraseSaved: false,
  relays: [],
  areRelaysManaged: false,
  areDevicesDecided: false,
  relayGrace: usualGrace,
};

import { day, hour, minute, type Millis } from './units';

/** The kind of place this device is. */
export const profiles = ['trusted', 'standard', 'public'] as const;
export type Profile = (typeof profiles)[number];

/** The numbers that a profile brings; product table "Terms". */
export interface ProfileTerms {
  readonly idleLimit: Millis;
  readonly absoluteLimit: Millis;
  readonly warnBefore: Millis;
  /** The longest length that may be chosen for one site. */
  readonly longest: Millis;
  readonly isPasswordAskedAtReconnect: boolean;
}

export const profileTerms: Readonly<Record<Profile, ProfileTerms>> = {
  trusted: {
    idleLimit: 14 * day,
    absoluteLimit: 60 * day,
    warnBefore: 24 * hour,
    longest: 90 * day,
    isPasswordAskedAtReconnect: false,
  },
  standard: {
    idleLimit: 7 * day,
    absoluteLimit: 30 * day,
    warnBefore: 24 * hour,
    longest: 90 * day,
    isPasswordAskedAtReconnect: false,
  },
  public: {
    idleLimit: 3 * day,
    absoluteLimit: 7 * day,
    warnBefore: 6 * hour,
    longest: 7 * day,
    isPasswordAskedAtReconnect: true,
  },
};

/** How long a request waits for a person before it is refused. */
export const requestTimeout: Millis = 5 * minute;

/** How long an ended session can be taken up again in one step. */
export const reconnectOfferFor: Millis = 30 * day;

import type { Address } from './address';
import { hostnameOf, type Origin } from './origin';
import { cleanText } from './page-text';
import { parseMoment } from './moment';
import type { ChainId } from './session';
import type { Millis } from './units';
import { isUri } from './uri';

/** The fields of a "Sign-In with Ethereum" message (ERC-4361), as read from its text. Moments are RFC 3339 texts. */
export interface SignIn {
  readonly scheme: string | null;
  readonly domain: string;
  readonly address: string;
  readonly statement: string | null;
  readonly uri: string;
  readonly version: string;
  readonly chain: number;
  readonly nonce: string;
  readonly issuedAt: string;
  readonly expirationTime: string | null;
  readonly notBefore: string | null;
  readonly requestId: string | null;
  readonly resources: readonly string[];
}

import type { Address } from './address';
import { parseMoment } from './moment';
import { hostOf, type Origin } from './origin';
import { cleanText } from './page-text';
import type { ChainId } from './session';
import type { Millis } from './units';
import { isPathCharacters, isUri, parseAuthority } from './uri';

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

/** What a message is, seen as a sign-in. One that only looks like it is warned of. */
export type SignInReading =
  | { readonly kind: 'not-sign-in' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'sign-in'; readonly signIn: SignIn };

const headerPattern =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(\S+) wants you to sign in with your Ethereum account:$/;
const statementPattern = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;= ]*$/;
const tellTale = /wants you to sign in with your ethereum account/i;

/** Longer messages are no sign-in that anybody could read; they are warned of where they look like one. */
const longest = 100_000;

/** Reads a message as ERC-4361 has it, by its ABNF. An address needs no EIP-55 checksum here. */
export function readSignIn(text: string): SignInReading {
  const signIn = text.length <= longest ? parseSignIn(text.split('\n')) : null;
  if (signIn !== null) return { kind: 'sign-in', signIn };
  return { kind: looksLikeSignIn(text) ? 'malformed' : 'not-sign-in' };
}

/** The telling sentence, however it is spaced, split or dressed up. */
function looksLikeSignIn(text: string): boolean {
  return tellTale.test(cleanText(text, Number.POSITIVE_INFINITY));
}

function parseSignIn(lines: readonly string[]): SignIn | null {
  const [header = '', address = '', gap, statementOrGap, ...rest] = lines;
  const [, scheme = null, domain] = headerPattern.exec(header) ?? [];
  if (domain === undefined || parseAuthority(domain) === null) return null;
  if (!/^0x[0-9a-f]{40}$/i.test(address) || gap !== '') return null;
  const hasStatement = rest[0] === '';
  if (!hasStatement && statementOrGap !== '') return null;
  const statement = hasStatement ? (statementOrGap ?? '') : null;
  if (statement !== null && !statementPattern.test(statement)) return null;
  const fields = parseFields(hasStatement ? rest.slice(1) : rest);
  return fields === null ? null : { scheme, domain, address, statement, ...fields };
}

type Fields = Omit<SignIn, 'scheme' | 'domain' | 'address' | 'statement'>;

function parseFields(lines: readonly string[]): Fields | null {
  let position = 0;
  /** What follows the label where the next line has it; otherwise null, and the line is left. */
  const take = (label: string): string | null => {
    const line = lines[position];
    if (line === undefined || !line.startsWith(label)) return null;
    position += 1;
    return line.slice(label.length);
  };
  const uri = take('URI: ');
  const version = take('Version: ');
  const chain = take('Chain ID: ');
  const nonce = take('Nonce: ');
  const issuedAt = take('Issued At: ');
  const expirationTime = take('Expiration Time: ');
  const notBefore = take('Not Before: ');
  const requestId = take('Request ID: ');
  const resources = lines[position] === 'Resources:' ? lines.slice(position + 1) : null;
  if (resources === null && position !== lines.length) return null;
  if (uri === null || !isUri(uri) || version !== '1') return null;
  if (chain === null || !/^\d{1,16}$/.test(chain) || !Number.isSafeInteger(Number(chain))) return null;
  if (nonce === null || !/^[A-Za-z0-9]{8,}$/.test(nonce)) return null;
  if (issuedAt === null || parseMoment(issuedAt) === null) return null;
  if ([expirationTime, notBefore].some((moment) => moment !== null && parseMoment(moment) === null))
    return null;
  if (requestId !== null && !isPathCharacters(requestId)) return null;
  if (resources?.some((line) => !line.startsWith('- ') || !isUri(line.slice(2)))) return null;
  return {
    uri,
    version,
    chain: Number(chain),
    nonce,
    issuedAt,
    expirationTime,
    notBefore,
    requestId,
    resources: (resources ?? []).map((line) => line.slice(2)),
  };
}

/** What a sign-in must fit: who asks, the account and chain of the session, and effective time. */
export interface SignInCircumstances {
  readonly origin: Origin;
  readonly account: Address;
  readonly chain: ChainId;
  readonly now: Millis;
}

/**
 * Why a sign-in must not be signed, as a sentence that is safe for a page; null where all fits (SEC-11).
 * The domain is compared as an RFC 3986 authority; without a scheme the origin's own is taken, as a page on
 * loopback has no other way to name itself.
 */
export function checkSignIn(
  signIn: SignIn,
  { origin, account, chain, now }: SignInCircumstances,
): string | null {
  if (!isSameAuthority(signIn, origin)) {
    const named = cleanText(`${signIn.scheme === null ? '' : `${signIn.scheme}://`}${signIn.domain}`);
    return `The sign-in is for "${named}", but ${cleanText(hostOf(origin), 255)} asks for it.`;
  }
  if (signIn.address.toLowerCase() !== account)
    return 'The sign-in names another account than the one that is to sign.';
  if (signIn.chain !== chain)
    return `The sign-in is for chain ${signIn.chain}, but the site is on chain ${chain}.`;
  const [notBefore, expires] = [momentOf(signIn.notBefore), momentOf(signIn.expirationTime)];
  if (notBefore !== null && now < notBefore) return 'The sign-in is not valid yet.';
  if (expires !== null && now >= expires) return 'The sign-in has expired.';
  return null;
}

function isSameAuthority({ scheme, domain }: SignIn, origin: Origin): boolean {
  const [originScheme = '', originAuthority = ''] = origin.split('://');
  const named = parseAuthority(domain);
  const asking = parseAuthority(originAuthority);
  if (named === null || asking === null || named.userinfo !== null) return false;
  if (scheme !== null && scheme.toLowerCase() !== originScheme) return false;
  const defaultPort = originScheme === 'https' ? 443 : 80;
  return named.host === asking.host && (named.port ?? defaultPort) === (asking.port ?? defaultPort);
}

function momentOf(text: string | null): Millis | null {
  return text === null ? null : parseMoment(text);
}

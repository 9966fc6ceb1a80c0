/** An RFC 3986 authority, in parts. */
export interface Authority {
  readonly userinfo: string | null;
  /** Lower-case. */
  readonly host: string;
  /** Null where it is absent or empty. */
  readonly port: number | null;
}

const unreserved = String.raw`A-Za-z0-9\-._~`;
const subDelims = `!$&'()*+,;=`;
const encoded = '%[0-9A-Fa-f]{2}';
const pchar = `(?:[${unreserved}${subDelims}:@]|${encoded})`;
const userinfo = `(?:[${unreserved}${subDelims}:]|${encoded})*`;
const registeredName = `(?:[${unreserved}${subDelims}]|${encoded})*`;
const literal = String.raw`\[(?:[0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\.[${unreserved}${subDelims}:]+)\]`;
const host = `(?:${literal}|${registeredName})`;
const authority = `(?:${userinfo}@)?${host}(?::[0-9]*)?`;
const path = `(?://${authority}(?:/${pchar}*)*|/(?:${pchar}+(?:/${pchar}*)*)?|${pchar}+(?:/${pchar}*)*|)`;
const tail = `(?:${pchar}|[/?])*`;

const authorityPattern = new RegExp(`^(?:(${userinfo})@)?(${host})(?::([0-9]*))?$`);
const uriPattern = new RegExp(`^[A-Za-z][A-Za-z0-9+.\\-]*:${path}(?:\\?${tail})?(?:#${tail})?$`);
const requestIdPattern = new RegExp(`^${pchar}*$`);

/** Longer texts are refused before they are read. */
const longest = 8_000;

/** Whether the text is an absolute URI by the grammar of RFC 3986, with or without a fragment; at most 8,000 characters. */
export function isUri(text: string): boolean {
  return text.length <= longest && uriPattern.test(text);
}

/** Whether the text is `*pchar` (RFC 3986), at most 8,000 characters. */
export function isPathCharacters(text: string): boolean {
  return text.length <= longest && requestIdPattern.test(text);
}

/** An authority in its parts (RFC 3986, 3.2), or null where the text is none; at most 8,000 characters. */
export function parseAuthority(text: string): Authority | null {
  const match = text.length <= longest ? authorityPattern.exec(text) : null;
  if (match === null) return null;
  const [, user, name = '', port = ''] = match;
  return { userinfo: user ?? null, host: name.toLowerCase(), port: port === '' ? null : Number(port) };
}

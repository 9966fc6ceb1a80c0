import { describe, expect, it } from 'vitest';
import { checkSignIn, readSignIn, type SignIn } from '../../src/core/sign-in';
import { address, origin } from './session-fixture';
import { signInText, usual } from './sign-in-fixture';

const account = address('a');

function read(text: string): SignIn {
  const reading = readSignIn(text);
  if (reading.kind !== 'sign-in') throw new Error(`${reading.kind}: ${text}`);
  return reading.signIn;
}

describe('a sign-in message (ERC-4361)', () => {
  it('is read whole', () => {
    const text = signInText(
      {
        header: 'https://user@example.com:3388 wants you to sign in with your Ethereum account:',
        expirationTime: 'Expiration Time: 2026-11-22T13:00:00.5+01:00',
        notBefore: 'Not Before: 2026-11-22T11:00:00Z',
        requestId: 'Request ID: some_id',
      },
      '\nResources:\n- ipfs://bafy/\n- https://example.com/claim.json',
    );
    expect(read(text)).toEqual({
      scheme: 'https',
      domain: 'user@example.com:3388',
      address: usual.address,
      statement: usual.statement,
      uri: 'https://example.com/login',
      version: '1',
      chain: 1,
      nonce: '32891756',
      issuedAt: '2026-11-22T12:00:00Z',
      expirationTime: '2026-11-22T13:00:00.5+01:00',
      notBefore: '2026-11-22T11:00:00Z',
      requestId: 'some_id',
      resources: ['ipfs://bafy/', 'https://example.com/claim.json'],
    });
  });

  it.each([
    ['without a statement', { statement: null }, '', { statement: null }],
    ['with an empty statement', { statement: '' }, '', { statement: '' }],
    [
      'whose statement looks like a field',
      { statement: 'URI: https://a' },
      '',
      { statement: 'URI: https://a' },
    ],
    ['with an empty request id', { requestId: 'Request ID: ' }, '', { requestId: '' }],
    ['with an empty list of resources', {}, '\nResources:', { resources: [] }],
    ['of a large chain', { chain: 'Chain ID: 9007199254740991' }, '', { chain: 9_007_199_254_740_991 }],
    ['of a lower-case address', { address: `0x${'a'.repeat(40)}` }, '', { address: `0x${'a'.repeat(40)}` }],
    [
      'from an IPv6 host',
      { header: usual.header.replace('example.com', '[::1]:80') },
      '',
      { domain: '[::1]:80' },
    ],
    [
      'of another scheme',
      { header: `ftp+x://${usual.header}` },
      '',
      { scheme: 'ftp+x', domain: 'example.com' },
    ],
  ])('is read %s', (_, over, tail, expected) => {
    expect(read(signInText(over, tail))).toMatchObject(expected);
  });

  it.each([
    ['a line end too much', {}, '\n'],
    ['Windows line ends', { gap: '\r' }, ''],
    ['no blank line after the address', { gap: null, statement: null, secondGap: null }, ''],
    ['one blank line where two belong', { statement: null, secondGap: null }, ''],
    ['a statement of two lines', { statement: 'a\nb' }, ''],
    ['a statement with a quote', { statement: 'say "yes"' }, ''],
    ['a statement that is not ASCII', { statement: 'Überweisung' }, ''],
    ['no URI', { uri: null }, ''],
    ['a relative URI', { uri: 'URI: /login' }, ''],
    ['a URI with a space', { uri: 'URI: https://example.com/a b' }, ''],
    ['a URI with half an escape', { uri: 'URI: https://example.com/%2' }, ''],
    ['version 2', { version: 'Version: 2' }, ''],
    ['no chain', { chain: null }, ''],
    ['a chain in hex', { chain: 'Chain ID: 0x1' }, ''],
    ['a chain beyond safe integers', { chain: 'Chain ID: 9007199254740993' }, ''],
    ['a nonce of 7 characters', { nonce: 'Nonce: 3289175' }, ''],
    ['a nonce with punctuation', { nonce: 'Nonce: 3289-1756' }, ''],
    ['no time', { issuedAt: null }, ''],
    ['a time that is no RFC 3339', { issuedAt: 'Issued At: yesterday' }, ''],
    ['an expiration that is none', { expirationTime: 'Expiration Time: 1' }, ''],
    ['fields in another order', { uri: 'Version: 1', version: 'URI: https://example.com' }, ''],
    [
      'optional fields in another order',
      { expirationTime: 'Request ID: a', requestId: 'Not Before: 2026-11-22T11:00:00Z' },
      '',
    ],
    ['a field that is unknown', { requestId: 'Colour: red' }, ''],
    ['a request id with a space', { requestId: 'Request ID: a b' }, ''],
    ['a resource that is no URI', {}, '\nResources:\n- nothing'],
    ['a resource without its dash', {}, '\nResources:\nhttps://example.com'],
    ['no address', { address: 'vitalik.eth' }, ''],
    ['a short address', { address: '0xaaaa' }, ''],
    ['a path in the domain', { header: usual.header.replace('.com', '.com/x') }, ''],
    ['a host beyond ASCII', { header: usual.header.replace('example', 'exämple') }, ''],
    ['a port that is none', { header: usual.header.replace('.com', '.com:x') }, ''],
    ['no domain', { header: usual.header.replace('example.com', '') }, ''],
    ['a sentence in other letters', { header: usual.header.replace('wants', 'WANTS') }, ''],
    ['a text before it', { header: `Hello!\n${usual.header}` }, ''],
    ['hidden characters in it', { header: usual.header.replace('sign', 'si\u200bgn') }, ''],
    ['a sentence over two lines', { header: usual.header.replace('to sign', 'to\nsign') }, ''],
    ['100,001 characters', { statement: 'a'.repeat(100_001) }, ''],
  ])('SEC-11: is malformed, and so is warned of, with %s', (_, over, tail) => {
    expect(readSignIn(signInText(over, tail))).toEqual({ kind: 'malformed' });
  });

  it.each(['', 'Hello', 'Please sign in with your account', '{"a": 1}', '\n\n\n'])(
    'is none in %j',
    (text) => {
      expect(readSignIn(text)).toEqual({ kind: 'not-sign-in' });
    },
  );
});

describe('SEC-11: a sign-in', () => {
  const circumstances = {
    origin: origin('https://example.com'),
    account,
    chain: 1,
    now: Date.parse('2026-11-22T12:30:00Z'),
  };

  it.each([
    ['the same host', 'example.com', 'https://example.com'],
    ['letters of another case', 'EXAMPLE.Com', 'https://example.com'],
    ['the default port, named', 'example.com:443', 'https://example.com'],
    ['an empty port', 'example.com:', 'https://example.com'],
    ['the same port', 'example.com:8443', 'https://example.com:8443'],
    ['the same scheme', 'https://example.com', 'https://example.com'],
    ['the same scheme in capitals', 'HTTPS://example.com', 'https://example.com'],
    ['loopback', 'localhost:9011', 'http://localhost:9011'],
    ['loopback with its scheme', 'http://localhost:9011', 'http://localhost:9011'],
    ['loopback on the default port', '127.0.0.1', 'http://127.0.0.1'],
    ['loopback on IPv6', '[::1]:3000', 'http://[::1]:3000'],
    ['punycode', 'xn--exmple-cua.com', 'https://xn--exmple-cua.com'],
  ])('is for the origin that asks: %s', (_, domain, asking) => {
    const signIn = read(signInText({ header: usual.header.replace('example.com', domain) }));
    expect(checkSignIn(signIn, { ...circumstances, origin: origin(asking) })).toBeNull();
  });

  it.each([
    ['another host', 'example.org', 'https://example.com'],
    ['a subdomain', 'www.example.com', 'https://example.com'],
    ['the parent domain', 'example.com', 'https://evil.example.com'],
    ['a host that ends alike', 'notexample.com', 'https://example.com'],
    ['a host in the user information', 'example.com@evil.org', 'https://evil.org'],
    ['any user information', 'me@example.com', 'https://example.com'],
    ['a user and password', 'a:b@example.com', 'https://example.com'],
    ['another port', 'example.com:8443', 'https://example.com'],
    ['no port, where the origin has one', 'example.com', 'https://example.com:8443'],
    ["http's default port", 'example.com:80', 'https://example.com'],
    ['another scheme', 'http://example.com', 'https://example.com'],
    ['https for a page on http', 'https://localhost:9011', 'http://localhost:9011'],
    ['an escape in the host', 'ex%61mple.com', 'https://example.com'],
    ['a trailing dot', 'example.com.', 'https://example.com'],
  ])('is refused for another authority: %s', (_, domain, asking) => {
    const signIn = read(signInText({ header: usual.header.replace('example.com', domain) }));
    expect(checkSignIn(signIn, { ...circumstances, origin: origin(asking) })).toMatch(
      /^The sign-in is for ".*", but .* asks for it\.$/,
    );
  });

  it.each([
    [
      'another account',
      { address: `0x${'b'.repeat(40)}` },
      'The sign-in names another account than the one that is to sign.',
    ],
    ['another chain', { chain: 'Chain ID: 5' }, 'The sign-in is for chain 5, but the site is on chain 1.'],
    [
      'the moment at which it expires',
      { expirationTime: 'Expiration Time: 2026-11-22T12:30:00Z' },
      'The sign-in has expired.',
    ],
    [
      'a time long past',
      { expirationTime: 'Expiration Time: 2021-01-01T00:00:00Z' },
      'The sign-in has expired.',
    ],
    [
      'a time that is past in its zone',
      { expirationTime: 'Expiration Time: 2026-11-22T13:00:00+01:00' },
      'The sign-in has expired.',
    ],
    [
      'a start to come',
      { notBefore: 'Not Before: 2026-11-22T12:30:00.001Z' },
      'The sign-in is not valid yet.',
    ],
  ])('is refused for %s', (_, over, sentence) => {
    expect(checkSignIn(read(signInText(over)), circumstances)).toBe(sentence);
  });

  it.each([
    ['just before it expires', { expirationTime: 'Expiration Time: 2026-11-22T12:30:00.001Z' }],
    ['from its first moment on', { notBefore: 'Not Before: 2026-11-22T12:30:00Z' }],
    ['without any limit', {}],
  ])('fits its time %s', (_, over) => {
    expect(checkSignIn(read(signInText(over)), circumstances)).toBeNull();
  });

  it('is refused with a sentence that hides nothing and stays short', () => {
    const signIn = { ...read(signInText()), domain: `${'x'.repeat(5_000)}\u202e` };
    const sentence = checkSignIn(signIn, circumstances) ?? '';
    expect(sentence.length).toBeLessThan(200);
    expect(sentence).not.toContain('\u202e');
  });
});

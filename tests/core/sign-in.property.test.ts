import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkSignIn, readSignIn } from '../../src/core/sign-in';
import { address, origin } from './session-fixture';

const lines = (domain: string) =>
  [
    `${domain} wants you to sign in with your Ethereum account:`,
    `0x${'a'.repeat(40)}`,
    '',
    '',
    'URI: https://example.com',
    'Version: 1',
    'Chain ID: 1',
    'Nonce: 32891756',
    'Issued At: 2026-11-22T12:00:00Z',
  ].join('\n');

const piece = fc.constantFrom(
  'example',
  '.com',
  'evil',
  '.org',
  '@',
  ':',
  '443',
  '8443',
  'https://',
  'http://',
  '%2e',
  '.',
  '[::1]',
  '/',
  '\\',
  '?',
  '#',
  'EXAMPLE',
  '-',
  '',
);

it('SEC-11: no sign-in is accepted that names another authority than the asking one, as the platform reads it', () => {
  const asking = origin('https://example.com');
  const circumstances = { origin: asking, account: address('a'), chain: 1, now: 0 };
  const accepted: string[] = [];
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 7 }).map((parts) => parts.join('')),
        fc.webAuthority(),
      ),
      (domain) => {
        const reading = readSignIn(lines(domain));
        if (reading.kind !== 'sign-in' || checkSignIn(reading.signIn, circumstances) !== null) return;
        accepted.push(domain);
        const url = new URL(domain.includes('://') ? domain : `https://${domain}`);
        expect(url.origin).toBe(asking);
        expect(url.username + url.password).toBe('');
      },
    ),
    { numRuns: 5_000, examples: [['example.com'], ['EXAMPLE.com:443'], ['https://example.com']] },
  );
  expect(accepted.length).toBeGreaterThan(0);
});

it('reads any text without an error', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.constantFrom(...lines('example.com').split('\n'), 'Resources:', '- a:b'), fc.string()),
      ),
      (parts) => {
        expect(['sign-in', 'malformed', 'not-sign-in']).toContain(readSignIn(parts.join('\n')).kind);
      },
    ),
  );
});

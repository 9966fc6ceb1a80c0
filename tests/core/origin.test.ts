import { describe, expect, it } from 'vitest';
import { hostOf, parseOrigin } from '../../src/core/origin';

describe('an origin that may hold a session (SEC-1)', () => {
  it.each([
    ['https://app.example', 'app.example'],
    ['https://app.example:8443', 'app.example:8443'],
    ['https://xn--80ak6aa92e.com', 'xn--80ak6aa92e.com'],
    ['https://[2001:db8::1]', '[2001:db8::1]'],
    ['http://localhost:3000', 'localhost:3000'],
    ['http://a.localhost', 'a.localhost'],
    ['http://127.0.0.1:8080', '127.0.0.1:8080'],
    ['http://[::1]:8080', '[::1]:8080'],
  ])('%s is shown as %s', (text, host) => {
    const origin = parseOrigin(text);
    expect(origin === null ? null : hostOf(origin)).toBe(host);
  });

  it.each([
    undefined,
    '',
    'null',
    'http://app.example',
    'http://localhost.app.example',
    'http://127.0.0.1.app.example',
    'http://128.0.0.1',
    'ftp://app.example',
    'file://',
    'data:',
    'about:blank',
    'chrome-extension://abc',
    'moz-extension://abc',
    'https://',
    'https://app.example/',
    'https://user@app.example',
    'https://app.example/path',
    'https://a b.example',
    ' https://app.example',
    'HTTPS://app.example',
  ])('%s is none', (text) => {
    expect(parseOrigin(text)).toBeNull();
  });
});

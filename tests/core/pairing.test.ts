import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairingText, parsePairing } from '../../src/core/pairing';
import { mostRelays, parseRelay, type RelayAddress } from '../../src/core/relay-address';

function relay(text: string): RelayAddress {
  return parseRelay(text)!;
}

const one = relay('wss://one.example');
const two = relay('wss://two.example:8443/a b?c=d&e=+');
const local = relay('ws://127.0.0.1:7447');
const many = Array.from({ length: mostRelays }, (_, index) => relay(`wss://relay${index}.example`));
const good = 'sekisho:relays?v=1&r=wss%3A%2F%2Fone.example%2F';

describe('a pairing text', () => {
  it('is one line that names each relay', () => {
    expect(pairingText([one])).toBe(good);
    expect(pairingText([one, two])).toBe(
      `${good}&r=wss%3A%2F%2Ftwo.example%3A8443%2Fa%2520b%3Fc%3Dd%26e%3D%2B`,
    );
  });

  it.each([
    ['one relay', [one]],
    ['several, in their order', [two, local, one]],
    ['as many as there may be', many],
  ])('that names %s is read as it was written', (_, relays) => {
    expect(parsePairing(pairingText(relays))).toEqual(relays);
  });

  it('is read whatever white space is around it', () => {
    expect(parsePairing(`\n  ${good}\t \r\n`)).toEqual([one]);
  });

  it('is read with relays that are not in canonical form, and gives them in it', () => {
    expect(parsePairing('sekisho:relays?v=1&r=wss://One.Example:443')).toEqual([one]);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n '],
    ['something else', 'abandon abandon about'],
    ['the address of a relay', 'wss://one.example/'],
    ['another scheme', good.replace('sekisho:', 'nostr:')],
    ['another thing of ours', good.replace('relays', 'sessions')],
    ['other words before it', `Paste this: ${good}`],
    ['other words after it', `${good} and the rest`],
    ['two lines', `${good}\n${good}`],
    ['no version', 'sekisho:relays?r=wss%3A%2F%2Fone.example%2F'],
    ['an unknown version', good.replace('v=1', 'v=2')],
    ['two versions', good.replace('v=1', 'v=1&v=1')],
    ['a version after the relays', 'sekisho:relays?r=wss%3A%2F%2Fone.example%2F&v=1'],
    ['a parameter that is not known', `${good}&x=1`],
    ['no relay', 'sekisho:relays?v=1'],
    ['an empty relay', `${good}&r=`],
    ['an https address', `${good}&r=https%3A%2F%2Ftwo.example%2F`],
    ['plain ws beyond this machine', `${good}&r=ws%3A%2F%2Ftwo.example%2F`],
    ['a relay with a user', `${good}&r=wss%3A%2F%2Fme%40two.example%2F`],
    ['a relay with broken percent-encoding', `${good}&r=wss%3A%2F%2F%E0%A4%A`],
    ['one relay twice', `${good}&r=wss%3A%2F%2FONE.example`],
    ['too many relays', pairingText([...many, one])],
    [
      'an address that is too long',
      `${good}&r=${encodeURIComponent(`wss://two.example/${'a'.repeat(490)}`)}`,
    ],
    ['a megabyte', good + '&r=a'.repeat(250_000)],
  ])('is not %s', (_, text) => {
    expect(parsePairing(text)).toBeNull();
  });

  it('is read, or not, and never breaks, whatever is pasted', () => {
    const readsAgain = fc.property(fc.string({ unit: 'binary-ascii' }), fc.boolean(), (text, isAfterGood) => {
      const relays = parsePairing(isAfterGood ? good + text : `sekisho:relays?v=1&${text}`);
      return relays === null || parsePairing(pairingText(relays))?.join() === relays.join();
    });
    expect(() => fc.assert(readsAgain)).not.toThrow();
  });
});

import { HDNodeWallet } from 'ethers/wallet';
import { describe, expect, it } from 'vitest';
import { phraseRules } from '../../../src/adapters/vault/phrase-rules';
import { cow, cowKey, knownPhrase } from './vault-fixture';

const groupOrder = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
const largestKey = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140';

describe('a recovery phrase', () => {
  it.each([
    ['12', knownPhrase],
    ['15', 'alpha deal scrub asthma idea logic bright thought alpha deal scrub asthma idea logic bring'],
    [
      '18',
      'alpha deal scrub asthma idea logic bright thought alpha deal scrub asthma idea logic bright thought alpha differ',
    ],
    [
      '21',
      'alpha deal scrub asthma idea logic bright thought alpha deal scrub asthma idea logic bright thought alpha deal scrub asthma kidney',
    ],
    ['24', `${'abandon '.repeat(23)}art`],
  ])('of %s words is accepted', async (_, phrase) => {
    expect(await phraseRules.check(phrase)).toEqual({ ok: true, phrase });
  });

  it.each([
    ['capitals', knownPhrase.toUpperCase()],
    ['line breaks, tabs and runs of spaces', `\n ${knownPhrase.replaceAll(' ', ' \t\r\n ')}  `],
    ['ideographic spaces', knownPhrase.replaceAll(' ', '\u3000')],
    ['full-width letters', knownPhrase.replaceAll('t', 'ｔ')],
  ])('with %s is brought into its one form', async (_, typed) => {
    expect(await phraseRules.check(typed)).toEqual({ ok: true, phrase: knownPhrase });
  });

  it.each([
    ['nothing', '', 0],
    ['spaces', ' \n ', 0],
    ['eleven words', knownPhrase.split(' ').slice(1).join(' '), 11],
    ['thirteen words', `${knownPhrase} test`, 13],
    ['twenty-seven words', `${'abandon '.repeat(26)}art`, 27],
  ])('of %s is refused with their number', async (_, phrase, words) => {
    expect(await phraseRules.check(phrase)).toEqual({ ok: false, fault: 'word-count', words });
  });

  it.each([
    ['the first', 'tset', 1],
    ['one in the middle', 'テスト', 7],
    ['the last', 'junkk', 12],
  ])('with a wrong word names it: %s', async (_, word, position) => {
    const words = knownPhrase.split(' ');
    words[position - 1] = word;
    expect(await phraseRules.check(words.join(' '))).toEqual({
      ok: false,
      fault: 'unknown-word',
      position,
      word,
    });
  });

  it('with known words in the wrong order is refused by its checksum', async () => {
    const swapped = knownPhrase.split(' ').toReversed().join(' ');
    expect(await phraseRules.check(swapped)).toEqual({ ok: false, fault: 'checksum' });
    expect(await phraseRules.check('test '.repeat(12))).toEqual({ ok: false, fault: 'checksum' });
  });

  it('that is new has 12 words, is valid, and never the same (SEC-18)', async () => {
    const phrases = await Promise.all(Array.from({ length: 50 }, () => phraseRules.create()));
    expect(new Set(phrases).size).toBe(50);
    for (const phrase of phrases) {
      expect(phrase.split(' ')).toHaveLength(12);
      expect(await phraseRules.check(phrase)).toEqual({ ok: true, phrase });
    }
  });
});

describe('a private key', () => {
  it('is taken with and without 0x, in capitals, with spaces around it', async () => {
    const expected = { key: cowKey, address: cow.toLowerCase(), checksummed: cow };
    const digits = cowKey.slice(2);
    for (const typed of [cowKey, digits, digits.toUpperCase(), `0x${digits.toUpperCase()}`, ` ${cowKey}\n`]) {
      expect(await phraseRules.accountOfKey(typed)).toEqual(expected);
    }
  });

  it.each([
    ['1, the smallest', '1'.padStart(64, '0'), '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf'],
    ['n - 1, the largest', largestKey, '0x80C0dbf239224071c59dD8970ab9d542E3414aB2'],
  ])('may be %s', async (_, key, checksummed) => {
    expect(await phraseRules.accountOfKey(key)).toMatchObject({ checksummed });
  });

  it.each([
    ['0', '0'.repeat(64)],
    ['n', groupOrder],
    ['n + 1', groupOrder.replace(/41$/, '42')],
    ['2^256 - 1', 'f'.repeat(64)],
    ['a digit too few', cowKey.slice(0, -1)],
    ['a digit too many', `${cowKey}0`],
    ['what is no hex', cowKey.replace('c', 'g')],
    ['two prefixes', `0x${cowKey}`],
    ['a phrase', knownPhrase],
    ['an address', cow],
    ['nothing', ''],
  ])('may not be %s', async (_, key) => {
    expect(await phraseRules.accountOfKey(key)).toBeNull();
  });

  it('gives the account that another implementation of the same curve gives', async () => {
    const { privateKey, address } = HDNodeWallet.fromPhrase(knownPhrase);
    expect(await phraseRules.accountOfKey(privateKey)).toMatchObject({ checksummed: address });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capText, cleanMessage, cleanText, shortTextLimit } from '../../src/core/page-text';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\r',
      '\t',
      '\u202e',
      '\u200b',
      '\u200d',
      '\ufe0f',
      '❤',
      '👩',
      '🏽',
      '\u0301',
      '\ud800',
      'é',
    ),
    maxLength: 200,
  }),
);

describe('SEC-13: a short text of a page', () => {
  it.each([
    ['a plain name', 'Uniswap', 'Uniswap'],
    ['Japanese', '関所 ウォレット', '関所 ウォレット'],
    ['white space of every kind', '  a\t\n\u00a0\u3000b\u2028c ', 'a b c'],
    ['right-to-left override', 'pay\u202Egnp.exe', 'paygnp.exe'],
    ['bidi isolates and marks', '\u2066a\u2069\u200e\u200f\u061cb', 'ab'],
    ['zero-width characters', 'u\u200bni\u200cs\u200dw\u2060a\ufeffp', 'uniswap'],
    ['a soft hyphen', 'meta\u00admask', 'metamask'],
    ['variation selectors', 'a\ufe0fb\u{e0100}', 'ab'],
    ['tag characters', 'a\u{e0041}\u{e007f}', 'a'],
    ['Hangul fillers and the Braille blank', 'a\u3164\u115f\uffa0\u2800b', 'ab'],
    ['control characters', 'a\u0000\u0007\u009bb', 'ab'],
    ['lone surrogates', 'a\ud800b\udc00', 'ab'],
    ['private use', 'a\ue000b', 'ab'],
    ['marks piled high', `z${'\u0301'.repeat(50)}a`, `z${'\u0301'.repeat(4)}a`],
    ['nothing visible', '\u200b\u202e \n', ''],
    ['64 characters', 'x'.repeat(64), 'x'.repeat(64)],
    ['65 characters', 'x'.repeat(65), `${'x'.repeat(63)}…`],
    ['emoji count as one each', '🦊'.repeat(64), '🦊'.repeat(64)],
    ['65 emoji', '🦊'.repeat(65), `${'🦊'.repeat(63)}…`],
    ['10,000 characters with bidi marks', '\u202ea'.repeat(5_000), `${'a'.repeat(63)}…`],
  ])('is shown without what misleads: %s', (_, text, shown) => {
    expect(cleanText(text)).toBe(shown);
  });

  it('is cut at the length that is asked for', () => {
    expect(cleanText('a b c d e', 4)).toBe('a b…');
    expect(capText('abcd', 4)).toBe('abcd');
  });

  it('is the same when it is cleaned twice, never longer than allowed, and holds nothing hidden', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect([...clean].length).toBeLessThanOrEqual(shortTextLimit);
        expect(clean).not.toMatch(/[\p{Cf}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });
});

describe('SEC-13: the body of a message', () => {
  it.each([
    ['lines and tabs stay', 'a\n\tb', 'a\n\tb'],
    ['line ends become line feeds', 'a\r\nb\rc', 'a\nb\nc'],
    ['a bidi override is named', 'pay \u202eecila', 'pay ⟨U+202E⟩ecila'],
    ['hidden characters in a row are named together', 'a\u200b\u202eb', 'a⟨U+200B U+202E⟩b'],
    ['many are counted', `a${'\u200b'.repeat(10)}b`, `a⟨${'U+200B '.repeat(8)}+2⟩b`],
    ['emoji stay whole', '👨‍👩‍👧 ❤️ 👍🏽', '👨‍👩‍👧 ❤️ 👍🏽'],
    ['a joiner between letters is named', 'a\u200db', 'a⟨U+200D⟩b'],
    ['a null is named', 'a\u0000', 'a⟨U+0000⟩'],
    ['a tag beyond the first plane is named', 'a\u{e0041}', 'a⟨U+E0041⟩'],
  ])('shows what is hidden: %s', (_, text, shown) => {
    expect(cleanMessage(text)).toBe(shown);
  });

  it('is the same when it is cleaned twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanMessage(cleanMessage(text))).toBe(cleanMessage(text));
      }),
    );
  });

  it('is cleaned in little time at its largest', () => {
    expect(cleanMessage('\u202e\u200b'.repeat(500_000)).length).toBeLessThan(200);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHex } from '../../src/core/hex';
import { decodeText, encodeText } from '../../src/core/message-text';

describe('the text of a message', () => {
  it.each([
    ['', '0x'],
    ['Hi', '0x4869'],
    ['é🦊', '0xc3a9f09fa68a'],
    ['\ufeffa', '0xefbbbf61'],
  ] as const)('%j is its UTF-8 bytes %s', (text, hex) => {
    expect(encodeText(text)).toBe(hex);
    expect(decodeText(hex)).toBe(text);
  });

  it.each(['0xff', '0xc3', '0xeda080', '0xc0af'] as const)('is none in %s', (hex) => {
    expect(decodeText(hex)).toBeNull();
  });

  it('comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const hex = encodeText(text);
        expect(isHex(hex)).toBe(true);
        expect(decodeText(hex)).toBe(text);
      }),
    );
  });
});

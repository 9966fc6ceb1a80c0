import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');

/** The hex colour of a token in each theme, read from the style sheet itself. */
function colours(token: string): { light: string; dark: string } {
  const found = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!found?.[1] || !found[2]) throw new Error(`No token --${token} with two colours`);
  return { light: found[1], dark: found[2] };
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ['paper', 'sheet', 'wash'];

describe('every pair of colours that stands one on the other', () => {
  const words = 4.5;
  const shapes = 3;
  const pairs: [string, string, number][] = [
    ...grounds.map((ground): [string, string, number] => ['ink', ground, words]),
    ...grounds.map((ground): [string, string, number] => ['ink-2', ground, words]),
    ['seal', 'paper', words],
    ['seal', 'sheet', words],
    ['seal', 'wash', shapes],
    ['on-seal', 'seal', words],
    ['on-seal', 'seal-pressed', words],
    ['paper', 'ink', words],
    ...grounds.map((ground): [string, string, number] => ['edge', ground, shapes]),
  ];
  for (const theme of ['light', 'dark'] as const) {
    it.each(pairs)(`is legible in the ${theme} theme: %s on %s (at least %d)`, (upper, ground, least) => {
      expect(contrast(colours(upper)[theme], colours(ground)[theme])).toBeGreaterThanOrEqual(least);
    });
  }
});

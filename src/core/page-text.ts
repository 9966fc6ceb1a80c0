/** How many code points of a name, symbol or other short text of a page are shown (SEC-13). */
export const shortTextLimit = 64;

/** Line breaks and tabs, which become spaces before other control characters go. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * What is not seen, or moves or hides what is: bidi controls, zero-width and other format characters, variation
 * selectors and fillers (default ignorable), controls, lone surrogates, private use, and the Braille blank.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}\p{Co}\u2800]/gu;

/** Marks piled upon one letter, as they spill over the lines around it; more than four are in no script's use. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;

/**
 * A short text that a page gave, as it may be shown (SEC-13): without characters that cannot be seen or that
 * reorder others, white space collapsed, at most `limit` code points with an ellipsis in place of the rest.
 * Cleaning twice changes nothing. Empty when nothing visible is left.
 */
export function cleanText(text: string, limit: number = shortTextLimit): string {
  const visible = text.replace(breaks, ' ').replace(invisible, '').replace(piledMarks, '$1');
  return capText(visible.replace(/\s+/g, ' ').trim(), limit);
}

/** The text, or its beginning and an ellipsis where it is longer than `limit` code points. */
export function capText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Each code point takes two units at most: what lies beyond cannot matter.
  const points = Array.from(text.slice(0, 2 * limit + 2));
  return points.length <= limit
    ? text
    : `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

/** Runs of hidden characters. Emoji keep what joins and colours them; line feeds and tabs are seen. */
const hiddenRun =
  /(?:(?!(?<=\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?)\u200d\p{Extended_Pictographic})(?!(?<=\p{Emoji})[\ufe0e\ufe0f])(?![\n\t])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u2800])+/gu;

/** How many hidden characters in a row are named. */
const namedInARow = 8;

/**
 * The body of a message as it is shown: lines as they are, and each hidden character made visible as ⟨U+202E⟩.
 * For the eyes only; what is signed is never changed. Cleaning twice changes nothing.
 */
export function cleanMessage(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(hiddenRun, nameHidden).replace(piledMarks, '$1');
}

function nameHidden(run: string): string {
  const points = Array.from(run);
  const names = points.slice(0, namedInARow).map(nameOf).join(' ');
  return points.length > namedInARow ? `⟨${names} +${points.length - namedInARow}⟩` : `⟨${names}⟩`;
}

function nameOf(point: string): string {
  return `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The shortest password that is taken. */
export const shortestPassword = 8;

export type PasswordStrength = 'weak' | 'fair' | 'strong';

/** What each kind of character adds to the number that one may be. */
const kinds: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[ -/:-@[-`{-~]/, 33],
  [/[^ -~]/, 200],
];

/**
 * A rough guess at how hard a password is to guess, to say a word about it; it forbids nothing. Characters that repeat
 * or only continue the one before (aaa, 1234, abcd) count for a quarter.
 */
export function passwordStrength(password: string): PasswordStrength {
  const pool = kinds.reduce((sum, [kind, size]) => (kind.test(password) ? sum + size : sum), 0);
  const points = [...password].map((character) => character.codePointAt(0) ?? 0);
  const length = points.reduce((sum, point, index) => sum + (isForeseen(points, point, index) ? 0.25 : 1), 0);
  const bits = length * Math.log2(Math.max(pool, 2));
  if (bits < 45) return 'weak';
  return bits < 70 ? 'fair' : 'strong';
}

function isForeseen(points: readonly number[], point: number, index: number): boolean {
  const before = points[index - 1];
  return before !== undefined && Math.abs(point - before) <= 1;
}
